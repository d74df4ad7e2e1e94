namespace Rapport.Privacy;

/// <summary>What kind of thing a column holds.</summary>
internal enum KeptClass
{
    /// <summary>On a page that everybody may read.</summary>
    Public,

    /// <summary>Of somebody's work, and on no page.</summary>
    Work,

    /// <summary>Of somebody who has an account.</summary>
    Account,

    /// <summary>Lets in whoever has it, or helps to guess it.</summary>
    Secret,

    /// <summary>A hash that leads back to nobody, or a number by lot.</summary>
    Pseudonym,

    /// <summary>Of the program, an organisation or a count: no person stands behind it.</summary>
    Nobody,
}

/// <summary>How long something is kept: by rules that the code enforces, as long as something else is there, or for good and why.</summary>
/// <param name="Words">To be read after "kept".</param>
/// <param name="Rules">The periods among it.</param>
internal sealed record KeptFor(string Words, IReadOnlyList<RetentionRule> Rules)
{
    /// <summary>By periods.</summary>
    public static KeptFor By(params RetentionRule[] rules) => new(string.Join("; ", rules.Select(rule => rule.Words)), rules);

    /// <summary>As long as something else is so, and by periods beside.</summary>
    public static KeptFor While(string what, params RetentionRule[] rules) => new(string.Join("; ", rules.Select(rule => rule.Words).Prepend($"as long as {what}")), rules);

    /// <summary>By a period, but for some of it.</summary>
    public static KeptFor But(RetentionRule rule, string some) => new($"{rule.Words}; {some}", [rule]);

    /// <summary>Without an end, and why.</summary>
    public static KeptFor ForGood(string why) => new($"for good: {why}", []);
}

/// <summary>Columns of which the same can be said.</summary>
internal sealed record KeptColumns(KeptClass Class, string SeenBy, KeptFor For, IReadOnlyList<string> Columns);

/// <summary>What is said of a table: why it is kept, and of each column what it is, who sees it, and for how long.</summary>
/// <param name="name">As the database calls it.</param>
/// <param name="purpose">Why, in one sentence.</param>
internal sealed class KeptTable(string name, string purpose)
{
    private readonly List<KeptColumns> _columns = [];

    public string Name => name;

    public string Purpose => purpose;

    public IReadOnlyList<KeptColumns> Columns => _columns;

    public KeptTable Holds(KeptClass kind, string seenBy, KeptFor length, params IReadOnlyList<string> columns)
    {
        _columns.Add(new KeptColumns(kind, seenBy, length, columns));
        return this;
    }
}
