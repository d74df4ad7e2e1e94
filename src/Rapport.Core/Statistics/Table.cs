using System.Globalization;

namespace Rapport.Core.Statistics;

/// <summary>
/// Rows of named columns as they were read: cells are text, an empty cell is missing. A column is read as numbers or as
/// groups when somebody asks for it so.
/// </summary>
public sealed class Table
{
    private const NumberStyles Written = NumberStyles.Float;

    // Products of squares of numbers as large are finite, and those of numbers as small are not 0.
    private const double Greatest = 1e75;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string[]> _columns;
    private readonly bool _decimalComma;

    /// <param name="names">What the columns are called, each name once.</param>
    /// <param name="columns">The cells of each column in the order of the rows, all of one length: <c>columns[column][row]</c>.</param>
    /// <param name="decimalComma">Whether 3,5 is three and a half; a point in a number is then refused.</param>
    /// <exception cref="TableException">A name stands twice.</exception>
    /// <exception cref="ArgumentException">The columns are of different lengths, or there are more or fewer than names.</exception>
    public Table(IReadOnlyList<string> names, IReadOnlyList<string[]> columns, bool decimalComma = false)
    {
        if (names.Count != columns.Count || columns.Any(column => column.Length != columns[0].Length))
        {
            throw new ArgumentException("Each name needs its column, and each column a cell in each row.", nameof(columns));
        }
        for (var i = 0; i < names.Count; i++)
        {
            if (!_places.TryAdd(names[i], i))
            {
                throw new TableException($"Two columns are called \"{names[i]}\". Give one of them another name.");
            }
        }
        Names = names;
        _columns = columns;
        _decimalComma = decimalComma;
        Rows = columns.Count == 0 ? 0 : columns[0].Length;
    }

    /// <summary>How many rows there are, from 0; the header is none.</summary>
    public int Rows { get; }

    /// <summary>The columns' names in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is a column of this name; upper and lower case differ.</summary>
    public bool Has(string column) => _places.ContainsKey(column);

    /// <summary>A cell as it was read; empty where it is missing.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="TableException">There is no such column.</exception>
    public string Cell(string column, int row) => Column(column)[row];

    /// <summary>Whether every filled cell reads as a finite number, and at least one is filled.</summary>
    /// <exception cref="TableException">
    /// There is no such column; or every filled cell would read as a number if its comma were a decimal comma, which only
    /// the person who has the file can know.
    /// </exception>
    public bool IsNumeric(string column)
    {
        var cells = Column(column);
        var filled = 0;
        var commas = -1;
        for (var row = 0; row < cells.Length; row++)
        {
            if (IsMissing(cells[row]))
            {
                continue;
            }
            filled++;
            if (Reads(cells[row], out _))
            {
                continue;
            }
            if (!HasDecimalComma(cells[row]))
            {
                return false;
            }
            commas = commas < 0 ? row : commas;
        }
        return commas < 0 ? filled > 0 : throw NoNumber(column, commas, cells[commas]);
    }

    /// <summary>A column as numbers; <see cref="double.NaN"/> where a cell is missing.</summary>
    /// <exception cref="TableException">There is no such column, or a cell holds text, no finite number, or one beyond 10⁷⁵ or nearer to 0 than 10⁻⁷⁵; the message names column and row.</exception>
    public double[] Numbers(string column)
    {
        var cells = Column(column);
        var numbers = new double[cells.Length];
        for (var row = 0; row < cells.Length; row++)
        {
            if (IsMissing(cells[row]))
            {
                numbers[row] = double.NaN;
            }
            else if (!Reads(cells[row], out numbers[row]))
            {
                throw NoNumber(column, row, cells[row]);
            }
            else if (numbers[row] != 0 && Math.Abs(numbers[row]) is > Greatest or < 1 / Greatest)
            {
                throw new TableException($"Column \"{column}\", row {row + 1}: \"{Shortened(cells[row])}\" is too far from 1 to reckon with. Correct it, or write the column in another unit.");
            }
        }
        return numbers;
    }

    /// <summary>Those of the columns that have empty cells, in the order asked for.</summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public IReadOnlyList<EmptyCells> Empty(IEnumerable<string> columns)
    {
        var found = new List<EmptyCells>();
        foreach (var column in columns)
        {
            var cells = Column(column);
            var first = Array.FindIndex(cells, IsMissing);
            if (first >= 0)
            {
                found.Add(new EmptyCells(column, cells.Count(IsMissing), first));
            }
        }
        return found;
    }

    /// <summary>
    /// A column as groups. The order of the levels is R's of <c>factor()</c>: numbers by their value (where 1 and 1.0 are
    /// one level, called as it was first written), texts by their letters' code points.
    /// </summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public Factor Levels(string column)
    {
        var cells = Column(column);
        return Array.TrueForAll(cells, cell => IsMissing(cell) || Reads(cell, out _))
            ? Coded(cells, cell => Reads(cell, out var number) ? number : double.NaN, Comparer<double>.Default)
            : Coded(cells, cell => cell.Trim(), StringComparer.Ordinal);
    }

    private static Factor Coded<T>(string[] cells, Func<string, T> value, IComparer<T> order)
        where T : notnull
    {
        var firsts = new Dictionary<T, string>();
        // Texts repeat far more often than they differ: each is looked up by its letters once it is known.
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            if (!IsMissing(cell) && !known.ContainsKey(cell))
            {
                known[cell] = value(cell);
                firsts.TryAdd(known[cell], cell.Trim());
            }
        }
        var levels = firsts.Keys.Order(order).ToArray();
        var ranks = levels.Select((level, rank) => (level, rank)).ToDictionary(pair => pair.level, pair => pair.rank);
        var codes = known.ToDictionary(pair => pair.Key, pair => ranks[pair.Value], StringComparer.Ordinal);
        return new Factor(
            Array.ConvertAll(cells, cell => IsMissing(cell) ? -1 : codes[cell]),
            Array.ConvertAll(levels, level => firsts[level]));
    }

    private static bool IsMissing(string cell) => string.IsNullOrWhiteSpace(cell);

    private bool Reads(string cell, out double number)
    {
        number = double.NaN;
        if (_decimalComma)
        {
            if (cell.Contains('.', StringComparison.Ordinal))
            {
                return false;
            }
            cell = cell.Replace(',', '.');
        }
        return double.TryParse(cell, Written, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private bool HasDecimalComma(string cell) =>
        !_decimalComma && cell.AsSpan().Count(',') == 1 && !cell.Contains('.', StringComparison.Ordinal)
        && double.TryParse(cell.Replace(',', '.'), Written, CultureInfo.InvariantCulture, out _);

    private string[] Column(string name) =>
        _places.TryGetValue(name, out var place) ? _columns[place] : throw TableException.NoColumn(name, Names);

    private TableException NoNumber(string column, int row, string cell)
    {
        var place = $"Column \"{column}\", row {row + 1}: \"{Shortened(cell)}\"";
        if (HasDecimalComma(cell))
        {
            return new TableException(
                $"{place} has a comma. If it stands for the decimal point, say --decimal-comma; if it parts thousands, take it out of the file.");
        }
        if (_decimalComma && cell.Contains('.', StringComparison.Ordinal) && cell.Any(char.IsAsciiDigit))
        {
            return new TableException($"{place} has a point, though --decimal-comma says that commas part the decimals. Leave the option out if the point does; take points that part thousands out of the file.");
        }
        return new TableException(
            double.TryParse(cell, Written, CultureInfo.InvariantCulture, out _) || IsInfinity(cell)
                ? $"{place} is not a finite number. Correct it, or leave the cell empty where the value is not known."
                : $"{place} is not a number. Rows are counted below the names. Correct it, leave the cell empty where the value is not known, or say --missing \"{Shortened(cell)}\" if it stands for that.");
    }

    private static bool IsInfinity(string cell) => cell.Trim().TrimStart('+', '-') is "Inf" or "inf" or "INF";

    private static string Shortened(string cell)
    {
        var line = cell.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..40] + "…";
    }
}

/// <summary>What is missing in a column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Rows">How many of its cells are empty, from 1.</param>
/// <param name="First">The first row in which it is, from 0.</param>
public sealed record EmptyCells(string Column, int Rows, int First);

/// <summary>A column read as groups.</summary>
/// <param name="Codes">For each row the number of its level, from 0; −1 where the cell is missing.</param>
/// <param name="Names">What the levels are called, by their number.</param>
public readonly record struct Factor(int[] Codes, string[] Names);
