using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>What one client's rows say that they wished for, in as few bytes as it takes.</summary>
internal sealed class WishRows
{
    private static readonly double[] Importances = [Preference.Little, Preference.Some, Preference.Lot];

    // By axis 0 for nothing said, else one more than place × 3 + importance; and the row that said it.
    private readonly byte[] _codes = new byte[StyleAxes.Count];
    private readonly long[] _rows = new long[StyleAxes.Count];

    /// <summary>Adds what a cell says.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public string? Add(long row, int axis, ReadOnlySpan<char> cell)
    {
        if (Code(cell) is not { } code)
        {
            return $"{CheckInProblems.Shown(cell)} is no wish. Write a place (-3, -1.5, 0, 1.5 or 3) and, where it is known, how much it matters ({StyleWish.Little}, {StyleWish.Some} or {StyleWish.Lot}), "
                + "like \"1.5 lot\"; leave it empty where the question was skipped.";
        }
        if (_codes[axis] != 0 && _codes[axis] != code)
        {
            return $"{CheckInProblems.Shown(cell)} is not what row {_rows[axis]} says of the same client. Say it on one row alone, or the same on all.";
        }
        (_codes[axis], _rows[axis]) = (code, _rows[axis] == 0 ? row : _rows[axis]);
        return null;
    }

    public Preferences Read() => new([.. _codes.Select(code => code == 0 ? (Preference?)null
        : new Preference(StyleAxes.Places[(code - 1) / Importances.Length], Importances[(code - 1) % Importances.Length]))]);

    private static byte? Code(ReadOnlySpan<char> cell)
    {
        var gap = cell.IndexOf(' ');
        var matters = gap < 0 ? "" : cell[(gap + 1)..].Trim();
        if (!double.TryParse(gap < 0 ? cell : cell[..gap], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !StyleAxes.Places.Contains(number)
            || new StyleWish(number, matters.IsEmpty ? null : matters.ToString()).Importance() is not { } importance)
        {
            return null;
        }
        return (byte)(1 + (StyleAxes.PlaceOf(number) * Importances.Length) + Array.IndexOf(Importances, importance));
    }
}
