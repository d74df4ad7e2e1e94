using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>
/// One choice that the operator may make. A feature that has one declares it here as a value: how it is named, what it
/// may say, how it is read and changed. The commands list what is declared and know none of them by name.
/// </summary>
/// <param name="Key">How it is named on the command line.</param>
/// <param name="Meaning">What it decides, in one sentence.</param>
/// <param name="Values">What it may say, each with its consequence; the first is the one that stands when nothing was
/// chosen.</param>
/// <param name="Read">The value that stands, one of <paramref name="Values"/>.</param>
/// <param name="Change">Makes one of <paramref name="Values"/> stand.</param>
internal sealed record OperatorSetting(
    string Key,
    string Meaning,
    IReadOnlyList<SettingValue> Values,
    Func<RapportDb, CancellationToken, Task<string>> Read,
    Func<Store, string, CancellationToken, Task> Change)
{
    /// <summary>Reads a value that is not listed, such as an address; null where it may not be. Nothing else may be said
    /// where this is not set.</summary>
    public Func<string, SettingValue?>? Own { get; init; }

    /// <summary>What else it may say, to be read after "or": "an address like …"; null where nothing else may be.</summary>
    public string? OwnMeaning { get; init; }

    /// <summary>Finds the value that was typed, in any case and with or without hyphens; null when there is none.</summary>
    public SettingValue? Find(string typed) =>
        Values.FirstOrDefault(value => string.Equals(Bare(value.Name), Bare(typed), StringComparison.OrdinalIgnoreCase))
        ?? Own?.Invoke(typed);

    private static string Bare(string name) =>
        name.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}

/// <summary>One thing that a setting may say.</summary>
internal sealed record SettingValue(string Name, string Consequence);
