using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>
/// How a page speaks of the one whose page it is, by the pronouns of her own record. Only a person's own page speaks so;
/// a list says things of nobody in particular.
/// </summary>
internal sealed class PersonWords(string? pronouns, DateTime now)
{
    private static readonly Words L = Words.For("Rapport.Profiles.PersonWords");

    private readonly SpokenOf _as = Pronouns.Of(pronouns);

    public string Helps => _as switch
    {
        SpokenOf.She => L["Whom she helps"],
        SpokenOf.He => L["Whom he helps"],
        SpokenOf.They => L["Whom they help"],
        _ => L["Who is helped here"],
    };

    public string DoesNotTake => _as switch
    {
        SpokenOf.She => L["What she does not take"],
        SpokenOf.He => L["What he does not take"],
        SpokenOf.They => L["What they do not take"],
        _ => L["What is not taken here"],
    };

    /// <summary>"She confirmed this 3 days ago." The whole sentence, for what changes quickly.</summary>
    /// <param name="freshDays">Days after which such a fact may have changed.</param>
    public string Confirmed(IFact fact, int freshDays)
    {
        if (fact.Source != Source.Therapist)
        {
            return From(fact, freshDays);
        }
        var ago = FactWords.Ago(fact.Confirmed, now);
        return (_as, FactWords.IsOld(fact, now, freshDays)) switch
        {
            (SpokenOf.She, false) => L["She confirmed this {0}.", ago],
            (SpokenOf.He, false) => L["He confirmed this {0}.", ago],
            (SpokenOf.They, false) => L["They confirmed this {0}.", ago],
            (_, false) => L["Confirmed by this person {0}.", ago],
            (SpokenOf.She, true) => L["She confirmed this {0}; it may have changed.", ago],
            (SpokenOf.He, true) => L["He confirmed this {0}; it may have changed.", ago],
            (SpokenOf.They, true) => L["They confirmed this {0}; it may have changed.", ago],
            _ => L["Confirmed by this person {0}; it may have changed.", ago],
        };
    }

    /// <summary>The same of several that are told together: the oldest speaks for them.</summary>
    public string? From(int? freshDays, params IEnumerable<IFact?> together) =>
        together.OfType<IFact>().MinBy(fact => fact.Confirmed) is { } oldest ? From(oldest, freshDays) : null;

    /// <summary>"From her, 12 days ago.", "From the public registry, in January 2024."</summary>
    /// <param name="freshDays">Days after which such a fact may have changed; null when its age does not matter.</param>
    public string From(IFact fact, int? freshDays = FactWords.FreshFactDays)
    {
        if (fact.Source != Source.Therapist)
        {
            return FactWords.Sentence(FactWords.Origin(fact, now, freshDays));
        }
        var ago = FactWords.Ago(fact.Confirmed, now);
        var from = _as switch
        {
            SpokenOf.She => L["From her, {0}", ago],
            SpokenOf.He => L["From him, {0}", ago],
            SpokenOf.They => L["From them, {0}", ago],
            _ => L["From this person, {0}", ago],
        };
        return FactWords.IsOld(fact, now, freshDays) ? L["{0}; may have changed.", from] : from + ".";
    }
}
