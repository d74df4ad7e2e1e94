using System.Text.Json;

namespace Rapport.Profiles;

/// <summary>Who may see a fact.</summary>
internal enum Audience
{
    /// <summary>Anyone who may see the profile.</summary>
    Everyone,

    /// <summary>Nobody outside the store: kept to compare.</summary>
    Nobody,
}

/// <summary>One field of a profile: how it is called, written, read and changed.</summary>
internal abstract class ProfileField(string name, string meaning, string form, Audience seenBy)
{
    /// <summary>Its name on the command line, in the history and in the documentation.</summary>
    public string Name => name;

    /// <summary>What it means, for the documentation.</summary>
    public string Meaning => meaning;

    /// <summary>How a value is written, for the documentation and for messages.</summary>
    public string Form => form;

    public Audience SeenBy => seenBy;

    /// <summary>The fact, or null when it is not known.</summary>
    public abstract IFact? Get(ProfileFacts facts);

    /// <summary>The value as one line, or null when it is not known.</summary>
    public abstract string? Print(ProfileFacts facts);

    /// <summary>The facts with this field set from text; an empty text means "not known".</summary>
    /// <exception cref="FieldProblem">The text cannot be read.</exception>
    public abstract ProfileFacts Set(ProfileFacts facts, string text, Vocabularies words, FactOrigin origin);

    /// <summary>The facts with this field taken from <paramref name="other"/>, whatever it says.</summary>
    public abstract ProfileFacts Copy(ProfileFacts facts, ProfileFacts other);

    /// <summary>The facts with this one said anew, as it is; without it where it is not known.</summary>
    public abstract ProfileFacts Confirm(ProfileFacts facts, FactOrigin origin);

    /// <summary>True when both say the same, wherever they have it from.</summary>
    public abstract bool SameValue(ProfileFacts one, ProfileFacts other);
}

/// <summary>Who says something, when and how: goes into each fact that is set.</summary>
internal sealed record FactOrigin(Source Source, DateTime At, string? Method = null, string? By = null);

/// <inheritdoc cref="ProfileField"/>
internal sealed class ProfileField<T>(
    string name,
    string meaning,
    string form,
    Func<ProfileFacts, Fact<T>?> get,
    Func<ProfileFacts, Fact<T>?, ProfileFacts> set,
    Func<string, Vocabularies, T> read,
    Func<T, string> print,
    Audience seenBy = Audience.Everyone) : ProfileField(name, meaning, form, seenBy)
    where T : notnull
{
    public override IFact? Get(ProfileFacts facts) => get(facts);

    public override string? Print(ProfileFacts facts) => get(facts) is { } fact ? print(fact.Value) : null;

    public override ProfileFacts Set(ProfileFacts facts, string text, Vocabularies words, FactOrigin origin)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return set(facts, null);
        }
        try
        {
            return set(facts, new Fact<T>(read(text, words), origin.Source, origin.At, origin.Method, origin.By));
        }
        catch (FieldProblem problem)
        {
            throw new FieldProblem($"{Name}: {problem.Message}") { Vocabulary = problem.Vocabulary, Word = problem.Word };
        }
    }

    public override ProfileFacts Copy(ProfileFacts facts, ProfileFacts other) => set(facts, get(other));

    public override ProfileFacts Confirm(ProfileFacts facts, FactOrigin origin) => get(facts) is { } fact
        ? set(facts, new Fact<T>(fact.Value, origin.Source, origin.At, origin.Method, origin.By))
        : facts;

    // Compared as they are stored: lists have no equality of their own, and what is stored is what counts.
    public override bool SameValue(ProfileFacts one, ProfileFacts other) =>
        (get(one), get(other)) switch
        {
            (null, null) => true,
            ({ } a, { } b) => EqualityComparer<T>.Default.Equals(a.Value, b.Value)
                || JsonSerializer.Serialize(a.Value) == JsonSerializer.Serialize(b.Value),
            _ => false,
        };
}
