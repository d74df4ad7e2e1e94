using System.Globalization;
using nietras.SeparatedValues;
using Rapport.Cli;
using Rapport.Core.Fit;
using Rapport.Core.Statistics;
using Rapport.Statistics;
using Rapport.Tables;

namespace Rapport.Fit;

/// <summary>What a table of check-ins came to.</summary>
/// <param name="Rows">How many it has.</param>
/// <param name="Pairs">Those that count, in the order in which they became known, whatever the order of the rows.</param>
/// <param name="UnderWay">Pairs whose third session or end is not there yet.</param>
/// <param name="Unanswered">Pairs without an answer.</param>
/// <param name="RowsOfRemoved">Rows of therapists who were taken off the list.</param>
/// <param name="NotRead">Columns that say nothing here.</param>
internal sealed record CheckIns(long Rows, IReadOnlyList<FitPair> Pairs, int UnderWay, int Unanswered, long RowsOfRemoved, IReadOnlyList<string> NotRead);

/// <summary>
/// Reads check-ins, one row for each session of a pair, from a file of any size: of each pair its first three sessions and its first three
/// later answers are held, and of each client what they wished for.
/// </summary>
internal sealed class CheckInTable
{
    /// <summary>More pairs are not learnt from at once: each week of them works through all before it.</summary>
    public const int MostPairs = 1_000_000;

    private const int MostSessions = 10_000;
    private const int LongestCode = 200;
    private static readonly DateOnly Earliest = new(1990, 1, 1);

    private readonly KnownTherapists _therapists;
    private readonly DateOnly _latest;
    private readonly CheckInProblems _problems = new();
    private readonly Dictionary<string, int> _clients = new(StringComparer.Ordinal);
    private readonly List<WishRows?> _wishes = [];
    private readonly Dictionary<(long Therapist, int Client), PairRows> _byName = [];
    private readonly List<PairRows> _pairs = [];
    private CheckInColumns? _columns;
    private long _rows;
    private long _rowsOfRemoved;

    private CheckInTable(KnownTherapists therapists, DateOnly today) => (_therapists, _latest) = (therapists, today.AddDays(1));

    /// <param name="path">The file; <see cref="TableRows.StandardInput"/> reads standard input.</param>
    /// <param name="therapists">Who is known.</param>
    /// <param name="today">UTC; elsewhere it may be tomorrow.</param>
    /// <param name="progress">Told how many bytes of how many are read.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TableException">Something in it cannot be; the message says where and what to do.</exception>
    public static CheckIns Read(string path, KnownTherapists therapists, DateOnly today, RowProgress progress, CancellationToken stop)
    {
        var table = new CheckInTable(therapists, today);
        TableRows.Each(path, header => table._columns = new CheckInColumns(header), table.Take, progress, stop);
        return table.Result();
    }

    private void Take(long row, SepReader.Row cells)
    {
        var columns = _columns!;
        _rows++;
        var therapist = Therapist(row, cells[columns.Therapist].Span);
        var client = Client(row, cells[columns.Client].Span);
        var session = Session(row, cells[columns.Session].Span);
        var day = Day(row, cells[columns.Day].Span);
        var score = Score(row, cells[columns.Score].Span);
        var ended = columns.Ended >= 0 && Ended(row, cells[columns.Ended].Span);
        if (therapist == KnownTherapists.Removed)
        {
            _rowsOfRemoved++;
            return;
        }
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            if (client >= 0 && columns.Axes[axis] is >= 0 and var at && cells[at].Span is { IsEmpty: false } wish && !IsNothing(wish)
                && (_wishes[client] ??= new WishRows()).Add(row, axis, wish) is { } problem)
            {
                _problems.Add(row, StyleAxes.Ids[axis], problem);
            }
        }
        if (therapist is { } id && client >= 0 && session > 0 && day is { } then && PairOf(id, client).Add(row, session, then, score, ended) is > 0 and var same)
        {
            _problems.Add(row, CheckInColumns.SessionName, $"Session {session} of this pair stands in row {same} already. Take one of the two out.");
        }
    }

    private CheckIns Result()
    {
        foreach (var pair in _pairs)
        {
            pair.Check(_problems);
        }
        _problems.Check();
        var wishes = _wishes.ConvertAll(rows => rows?.Read() ?? Preferences.None);
        var counted = new List<FitPair>();
        var (underWay, unanswered) = (0, 0);
        foreach (var pair in _pairs)
        {
            if (!pair.IsWhole)
            {
                underWay++;
            }
            else if (pair.Counted() is not { } whole)
            {
                unanswered++;
            }
            else
            {
                counted.Add(new FitPair(whole.Day, pair.Therapist, wishes[pair.Client], whole.Came));
            }
        }
        return new CheckIns(_rows, [.. counted.Order(FitPair.InTurn)], underWay, unanswered, _rowsOfRemoved, _columns!.NotRead);
    }

    private PairRows PairOf(long therapist, int client)
    {
        if (!_byName.TryGetValue((therapist, client), out var pair))
        {
            if (_pairs.Count == MostPairs)
            {
                throw new TableException($"The table has more than {MostPairs:N0} pairs, which are too many to learn from at once. Leave the oldest out.");
            }
            pair = new PairRows(therapist, client);
            _byName.Add((therapist, client), pair);
            _pairs.Add(pair);
        }
        return pair;
    }

    private long? Therapist(long row, ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            _problems.Add(row, CheckInColumns.TherapistName, "It is empty. Write whose session it was, like id:12.");
            return null;
        }
        var found = _therapists.Find(cell, out var isNew);
        if (found is null && isNew)
        {
            _problems.Add(
                row, CheckInColumns.TherapistName,
                $"There is no profile {CheckInProblems.Shown(cell)}. Write its number (id:12), its NPI or the end of its address; \"./rapport profile show NAME\" tells them.");
        }
        return found;
    }

    private int Client(long row, ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty || cell.Length > LongestCode)
        {
            _problems.Add(row, CheckInColumns.ClientName, cell.IsEmpty ? "It is empty. Write any code that tells clients apart." : $"It is longer than {LongestCode} letters. Write a code that tells clients apart.");
            return -1;
        }
        var clients = _clients.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!clients.TryGetValue(cell, out var client))
        {
            client = _wishes.Count;
            _clients.Add(cell.ToString(), client);
            _wishes.Add(null);
        }
        return client;
    }

    private int Session(long row, ReadOnlySpan<char> cell)
    {
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var session) && session is >= 1 and <= MostSessions)
        {
            return session;
        }
        _problems.Add(row, CheckInColumns.SessionName, $"{CheckInProblems.Shown(cell)} is no number of a session. Write 1 for a pair's first, 2 for its second.");
        return 0;
    }

    private DateOnly? Day(long row, ReadOnlySpan<char> cell)
    {
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day <= _latest)
        {
            return day;
        }
        _problems.Add(
            row, CheckInColumns.DayName,
            day > _latest ? $"{CheckInProblems.Shown(cell)} is still to come. Write the day of the session." : $"{CheckInProblems.Shown(cell)} is no day from {Earliest:yyyy-MM-dd} on. Write year, month and day, like 2026-03-09.");
        return null;
    }

    private double? Score(long row, ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty || IsNothing(cell))
        {
            return null;
        }
        if (double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is >= 1 and <= 7)
        {
            return score;
        }
        _problems.Add(
            row, CheckInColumns.ScoreName,
            $"{CheckInProblems.Shown(cell)} is no score from 1 to 7. {(cell.Contains(',') ? "Write a decimal point, like 5.5" : "Mend the number; leave it empty where nothing was answered")}.");
        return null;
    }

    private bool Ended(long row, ReadOnlySpan<char> cell)
    {
        var yes = cell.Equals("yes", StringComparison.OrdinalIgnoreCase);
        if (!yes && !cell.IsEmpty && !IsNothing(cell) && !cell.Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            _problems.Add(row, CheckInColumns.EndedName, $"{CheckInProblems.Shown(cell)} is neither yes nor no. Write yes on the last session of a pair that has ended; leave the others empty.");
        }
        return yes;
    }

    private static bool IsNothing(ReadOnlySpan<char> cell) => TableFile.UsuallyMissing.Contains(cell.ToString());
}
