using Rapport.Core.Places;
using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>Who an invented person is, before anything is written on a profile: the choices that others depend on.</summary>
internal sealed class Person
{
    private static readonly double[] CallingSums = Running(Calling.All.Select(calling => calling.Weight));

    private static readonly string[] RatherNot =
    [
        "court-letters", "custody-evaluation", "disability-forms", "support-animal-letters", "surgery-letters", "eating-disorders",
        "psychosis", "drugs", "alcohol", "testing", "medication", "partner-violence", "suicidal-thoughts", "child-behavior",
        "compulsive-sex", "bipolar", "autism", "gambling", "personality-disorders", "infidelity",
    ];

    public Person(World world, Chance chance)
    {
        Chance = chance;
        Claimed = !chance.Whether(0.04);
        (Area, Urban) = world.Whereabouts.Draw(chance);
        Calling = Calling.All[chance.Weighted(CallingSums)];
        Years = chance.Skewed(41, 1.5);
        Prelicensed = Calling.Before is not null && Years < 4 && chance.Whether(0.75);
        Kind = chance.Unit() switch { < 0.73 => NameKind.Woman, < 0.975 => NameKind.Man, _ => NameKind.Neutral };
        (Name, Origin) = world.Names.Draw(Kind, chance);
        Languages = Speaks();
        Foci = DrawFoci(world.Foci);
        Extra = !Calling.Prescribes && Calling.Before is not null && chance.Whether(0.035) ? chance.Of(Calling.OnTop) : null;
        Prescribes = Calling.Prescribes || (Calling.Profession == "psychologist" && chance.Whether(0.04)
            && Calling.PrescribingPsychologists.Contains(State, StringComparer.Ordinal));
        // Whom a focus is mainly for always comes; of the others some.
        Audience = [.. Foci.Select(focus => focus.Audience[0]).Concat(Foci.SelectMany(focus => focus.Audience.Skip(1)))
            .Distinct(StringComparer.Ordinal).Take(Math.Max(3, Foci.Count + 1))];
        Issues = DrawIssues(world.Foci[0]);
        NotTaken = [.. chance.Some([.. RatherNot.Where(Refusable)], chance.Between(0, 5))];
        Approaches = DrawApproaches(world.Foci[0]);
        Formats = DrawFormats();
        SeesPeopleHere = Formats.Contains("in-person", StringComparer.Ordinal);
    }

    public Chance Chance { get; }

    public bool Claimed { get; }

    public PostalArea Area { get; }

    /// <summary>How much of a city the place is, 0 to 1.</summary>
    public double Urban { get; }

    public Calling Calling { get; }

    /// <summary>Years in practice.</summary>
    public int Years { get; }

    public bool Prelicensed { get; }

    public NameKind Kind { get; }

    public PersonName Name { get; }

    public NameOrigin Origin { get; }

    public IReadOnlyList<SpokenLanguage> Languages { get; }

    public IReadOnlyList<Focus> Foci { get; }

    /// <summary>Training on top of the calling, such as art therapy.</summary>
    public (string Profession, string? Credential, string Approach, string Taxonomy)? Extra { get; }

    public bool Prescribes { get; }

    public IReadOnlyList<string> Audience { get; }

    public IReadOnlyList<string> Issues { get; }

    public IReadOnlyList<string> NotTaken { get; }

    public IReadOnlyList<string> Approaches { get; }

    public IReadOnlyList<string> Formats { get; }

    public bool SeesPeopleHere { get; }

    public string State => Area.State.Code;

    public bool Sees(string audience) => Audience.Contains(audience, StringComparer.Ordinal);

    public bool Focuses(string focus) => Foci.Any(one => one.Name == focus);

    public bool Speaks(string language) => Languages.Any(spoken => spoken.Code == language);

    public static double[] Running(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }

    private List<SpokenLanguage> Speaks()
    {
        var spoken = new List<SpokenLanguage>(3);
        var own = Origin.Language is { } language && Chance.Whether(Origin.Speaks) ? language : null;
        spoken.Add(new SpokenLanguage("en", own is null || Chance.Whether(0.5) ? "native" : "fluent"));
        if (own is not null)
        {
            spoken.Add(new SpokenLanguage(own, Chance.Whether(0.7) ? "native" : Chance.Whether(0.6) ? "fluent" : null));
        }
        // A language has little to do with a name: many learned one at school, at work or in love.
        if (own != "es" && Chance.Whether(0.07))
        {
            spoken.Add(new SpokenLanguage("es", Chance.Whether(0.5) ? "fluent" : "working"));
        }
        else if (Chance.Whether(0.06))
        {
            var other = Chance.Of<string>(["ase", "fr", "de", "pt", "it", "ru", "yue", "ht", "am", "so", "yo", "ig", "sw", "uk", "hmn", "ur", "pa", "el", "hy"]);
            if (other != own)
            {
                spoken.Add(new SpokenLanguage(other, Chance.Whether(0.3) ? "native" : "working"));
            }
        }
        return spoken;
    }

    private List<Focus> DrawFoci(Focus[] all)
    {
        var sums = Running(all.Select(focus => focus.Weight));
        var foci = new List<Focus>(3);
        if (Calling.Prescribes)
        {
            foci.Add(all.Single(focus => focus.Name == "prescriber"));
        }
        foci.Add(all[Chance.Weighted(sums)]);
        if (Chance.Whether(0.45) && all[Chance.Weighted(sums)] is var second && !foci.Contains(second))
        {
            foci.Add(second);
        }
        return foci;
    }

    private List<string> DrawIssues(Focus general)
    {
        var issues = new List<string>(14);
        foreach (var focus in Foci)
        {
            issues.AddRange(Chance.Some(focus.Issues, Chance.Between(3, focus.Issues.Count)));
        }
        if (Sees("adults"))
        {
            issues.AddRange(Chance.Some(general.Issues, Chance.Between(1, 5)));
        }
        // Only who may prescribe offers medicine, whatever else a focus says.
        return [.. issues.Where(issue => issue != "medication" || Prescribes)
            .Where(issue => issue is not ("custody-evaluation" or "testing") || Calling.Profession == "psychologist")
            .Distinct(StringComparer.Ordinal)];
    }

    private bool Refusable(string issue) => !Issues.Contains(issue, StringComparer.Ordinal);

    private List<string> DrawApproaches(Focus general)
    {
        var approaches = new List<string>(8);
        if (Extra is { } extra)
        {
            approaches.Add(extra.Approach);
        }
        foreach (var focus in Foci)
        {
            approaches.Add(focus.Approaches[0]);
            approaches.AddRange(Chance.Some(focus.Approaches, Chance.Between(1, 3)));
        }
        approaches.AddRange(Chance.Some(general.Approaches, Chance.Between(0, 3)));
        return [.. approaches.Where(approach => approach != "medication-management" || Prescribes).Distinct(StringComparer.Ordinal)];
    }

    private List<string> DrawFormats()
    {
        var formats = Chance.Unit() switch
        {
            < 0.6 => new List<string> { "in-person", "online" },
            < 0.8 => ["online"],
            _ => ["in-person"],
        };
        if (Chance.Whether(0.17))
        {
            formats.Add("phone");
        }
        return formats;
    }
}
