using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rapport.Registry.Values;

/// <summary>Reads a date as the registry writes it, 02/05/2024.</summary>
internal static class RegistryDate
{
    // Numbers have been given since 2005; a few rows carry the dates of older registers.
    private static readonly DateOnly Earliest = new(1950, 1, 1);

    /// <param name="text">Not blank.</param>
    /// <param name="latest">
    /// A later date is a mistake: taken as it stands, it would make every row to come look old.
    /// </param>
    public static bool TryRead(
        ReadOnlySpan<char> text, DateOnly latest, out DateOnly date, [NotNullWhen(false)] out string? reason)
    {
        if (!DateOnly.TryParseExact(
            text.Trim(), "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            reason = "not a date like 02/05/2024";
            return false;
        }
        if (date < Earliest || date > latest)
        {
            reason = date > latest ? "a date in the future" : "a date before the registry began";
            date = default;
            return false;
        }
        reason = null;
        return true;
    }
}
