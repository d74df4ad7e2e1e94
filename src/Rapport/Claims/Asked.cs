using System.Globalization;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What a form has to say about one of its fields.</summary>
/// <param name="Input">Which.</param>
/// <param name="Mend">What to do.</param>
internal delegate void Wrong(string Input, string Mend);

/// <summary>One field of a profile as it is asked for in a form: what stands in it, and how what is sent is read.</summary>
/// <param name="name">Its name in the catalogue of fields, and of its first input.</param>
/// <param name="label">In the reader's language.</param>
/// <param name="hint">The same; null for none.</param>
internal abstract class Asked(string name, Func<string> label, Func<string>? hint = null)
{
    public string Field => name;

    public string Label => label();

    public string? Hint => hint?.Invoke();

    /// <summary>Puts into the form what is known.</summary>
    public abstract void Fill(Filled form, ProfileFacts facts);

    /// <summary>What was sent, as the catalogue reads it; empty for "not known".</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="facts">What is known so far: parts that the form does not ask for stay.</param>
    /// <param name="wrong">Told what cannot be taken.</param>
    public abstract string Read(Filled form, ProfileFacts facts, Wrong wrong);
}

/// <summary>A line, or a box of several.</summary>
internal sealed class AskedText(string field, Func<string> label, int longest, int rows = 1, Func<string>? hint = null) : Asked(field, label, hint)
{
    public int Longest => longest;

    public int Rows => rows;

    public override void Fill(Filled form, ProfileFacts facts) => form[Field] = ProfileFields.Named(Field).Print(facts) ?? "";

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        var text = form[Field];
        if (text.Length > longest)
        {
            wrong(Field, TopicProblems.TooLong(text.Length, longest));
        }
        return text;
    }
}

/// <summary>A year.</summary>
internal sealed class AskedYear(string field, Func<string> label, Func<string>? hint = null) : Asked(field, label, hint)
{
    private const int Earliest = 1940;

    public override void Fill(Filled form, ProfileFacts facts) => form[Field] = ProfileFields.Named(Field).Print(facts) ?? "";

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        if (form[Field] is { Length: > 0 } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= Earliest && year <= form.Today.Year))
        {
            wrong(Field, TopicProblems.Year(Earliest, form.Today.Year));
        }
        return form[Field];
    }
}

/// <summary>Some of the words of a vocabulary.</summary>
internal sealed class AskedCodes(string field, Func<string> label, Func<Vocabularies, Vocabulary> of, Func<string>? hint = null) : Asked(field, label, hint)
{
    public Vocabulary Of(Vocabularies words) => of(words);

    public override void Fill(Filled form, ProfileFacts facts) => form.Put(Field, Codes(facts) ?? []);

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        // The first of them is the main one: what was there stays in its order, and what is new follows.
        var known = Codes(facts);
        var chosen = form.All(Field).OrderBy(code => known?.IndexOf(code) is { } at and >= 0 ? at : int.MaxValue).ToList();
        if (chosen.Count == 0)
        {
            return known is { Count: 0 } ? "none" : "";
        }
        return ProfileFields.Named(Field).Get(facts)?.Value switch
        {
            // The plan's own name, and how well a language is spoken, stay with what stays.
            IReadOnlyList<InsurancePlan> plans => string.Join(", ", chosen.SelectMany(code =>
                plans.Where(plan => plan.Insurer == code).Select(FieldText.PrintPlan).DefaultIfEmpty(code))),
            IReadOnlyList<SpokenLanguage> spoken => string.Join(", ", chosen.Select(code => spoken.FirstOrDefault(one => one.Code == code) is { } one ? FieldText.PrintLanguage(one) : code)),
            _ => string.Join(", ", chosen),
        };
    }

    private List<string>? Codes(ProfileFacts facts) => ProfileFields.Named(Field).Get(facts)?.Value switch
    {
        IReadOnlyList<string> codes => [.. codes],
        IReadOnlyList<InsurancePlan> plans => [.. plans.Select(plan => plan.Insurer).Distinct(StringComparer.Ordinal)],
        IReadOnlyList<SpokenLanguage> spoken => [.. spoken.Select(one => one.Code)],
        _ => null,
    };
}

/// <summary>Yes, no, or not said; or one of several words.</summary>
internal sealed class AskedOne(string field, Func<string> label, Func<Vocabularies, string, IReadOnlyList<(string Value, string Text)>> choices, Func<string>? hint = null) : Asked(field, label, hint)
{
    public IReadOnlyList<(string Value, string Text)> Choices(Vocabularies words, string language) => choices(words, language);

    public override void Fill(Filled form, ProfileFacts facts) => form[Field] = ProfileFields.Named(Field).Print(facts) ?? "";

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong) => form[Field];
}
