using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Maps;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>A line of the table that says where each fact comes from.</summary>
internal sealed record OriginLine(string Fact, string Origin);

/// <summary>One therapist's page.</summary>
[ShowsWishes]
internal sealed class TherapistModel(Store store, Sessions sessions, Drafts drafts, Vocabularies words, MapGrounds grounds, Workplaces workplaces) : PageModel
{
    private static readonly Words L = Layout.Words.For("Rapport.Profiles.Therapist");

    private string _language = "en";

    private Doubts _doubts = Doubts.None;

    private Guid _owner;

    public ProfileFacts Facts { get; private set; } = new();

    /// <summary>Known from the public registry alone.</summary>
    public bool FactsOnly { get; private set; }

    /// <summary>Its owner alone sees it, before it is listed.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>It stands as it would if her drafts were published.</summary>
    public bool WithDrafts { get; private set; }

    /// <summary>When its owner said last that something of it is right, where that is longer ago than the operator lets it be; null otherwise.</summary>
    public DateTime? NotSince { get; private set; }

    /// <summary>Where she works with others, as she lets this page say.</summary>
    public IReadOnlyList<Workplace> Works { get; private set; } = [];

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Of this page in its language, without a query.</summary>
    public string Address { get; private set; } = "";

    public Face Face { get; private set; } = null!;

    public PersonWords Say { get; private set; } = null!;

    public LicenceWords License { get; private set; } = null!;

    public FactLines Lines { get; private set; } = null!;

    public Vocabularies Vocabulary => words;

    public DateTime Now => store.Now;

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        var listed = await Listed.Find(store, slug, stop);
        var isDraft = Request.Query.ContainsKey("draft");
        if ((listed is { Claimed: true } && !isDraft ? listed : await OfOwner(slug, stop) ?? listed) is not { } row)
        {
            return NotFound();
        }
        if (isDraft && IsPreview && (await drafts.Of(_owner, stop)).Values is var waiting && waiting.Any())
        {
            WithDrafts = true;
            var document = row.Read();
            row.Document = (document with { Facts = drafts.With(document.Facts, waiting) }).ToJson();
        }
        else if (isDraft)
        {
            return Redirect(ProfileLinks.Page(row.Id, row.Read().Facts.Name?.Value, Language.Of(HttpContext).Code));
        }
        var facts = IsPreview ? row.Read().Facts.Shown(claimed: true) : row.Shown();
        _language = Language.Of(HttpContext).Code;
        Address = ProfileLinks.Page(row.Id, facts.Name?.Value, _language);
        if (slug != ProfileLinks.Slug(row.Id, facts.Name?.Value))
        {
            return RedirectPermanent(Address + Request.QueryString);
        }
        Id = row.Id;
        Facts = facts;
        _doubts = await Doubts.Of(store, row.Id, stop);
        FactsOnly = !row.Claimed && !IsPreview;
        NotSince = row.Claimed && facts.SaidByOwner() is { } said && await Marked(stop) is { } days && said.AddDays(days) < Now ? said : null;
        Works = FactsOnly ? [] : await workplaces(row.Id, stop);
        Name = facts.Name?.Value.Display() ?? L["Name not known"];
        Lines = new FactLines(words, _language);
        Face = Face.Of(store, row.Id, row.Claimed || IsPreview, row.Face, facts.Name?.Value, L["Photograph of {0}", Name], L["Drawn portrait of {0}", Name]);
        Say = new PersonWords(facts.Pronouns?.Value, Now);
        License = new LicenceWords(words, _language, DateOnly.FromDateTime(Now));
        return Page();
    }

    /// <summary>The row where its owner asks who has not listed it: she sees it as clients would, and nobody else does.</summary>
    private async Task<Profile?> OfOwner(string slug, CancellationToken stop)
    {
        if (!ProfileLinks.TryReadId(slug, out var id) || await sessions.Find(HttpContext) is not { } who)
        {
            return null;
        }
        await using var db = store.Read();
        if (!await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == id && owner.AccountId == who.Account, stop))
        {
            return null;
        }
        (IsPreview, _owner) = (true, who.Account);
        return await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == id, stop);
    }

    private async Task<int?> Marked(CancellationToken stop)
    {
        await using var db = store.Read();
        return (await UpkeepDays.Of(db, stop))?.Marked;
    }

    public string WithCredentials() =>
        Facts.Credentials?.Value.Codes is { Count: > 0 } codes ? $"{Name}, {string.Join(", ", codes)}" : Name;

    /// <summary>A term and what it means; only those that the vocabulary explains.</summary>
    public IEnumerable<(string Term, string Plain)> Explained(Vocabulary vocabulary, IEnumerable<string>? codes) =>
        (codes ?? []).Select(vocabulary.Find).OfType<Term>().Select(term => (term.Label(_language), term.Plain(_language)));

    /// <summary>"Counselor: holds a master's degree in counseling and gives talk therapy."</summary>
    public IEnumerable<string> Professions() => Explained(words.Professions, Facts.Professions?.Value)
        .Select(one => one.Plain.Length == 0 ? one.Term : $"{one.Term}: {char.ToLower(one.Plain[0], CultureInfo.CurrentCulture)}{one.Plain[1..]}");

    /// <summary>On the way to a full licence: she says who supervises her, or all her letters that tell are of that kind.</summary>
    public bool IsSupervised()
    {
        var levels = (Facts.Credentials?.Value.Codes ?? []).Select(words.Credentials.Find).Select(term => term?["level"]).ToList();
        return Facts.Supervisor is not null || (levels.Contains("supervised") && !levels.Contains("independent"));
    }

    /// <summary>"she/her · English and Spanish · Oakland and online".</summary>
    public string Second()
    {
        var cities = (Facts.Places?.Value ?? []).Select(place => place.City).Distinct(StringComparer.Ordinal).Take(2).ToList();
        if (Has("online"))
        {
            cities.Add(cities.Count == 0 ? L["Online"] : L["Online"].ToLower(CultureInfo.CurrentCulture));
        }
        return string.Join(FactWords.Dot, new[]
        {
            Facts.Pronouns is { } pronouns ? Pronouns.Told(pronouns.Value) : "",
            FactWords.And([.. (Facts.Languages?.Value ?? []).Select(Lines.LanguageName)]),
            FactWords.And(cities),
        }.Where(part => part.Length > 0));
    }

    /// <summary>Where the first of her places lies; null when none is in the table of ZIPs.</summary>
    public ZipMap? Map() => (Facts.Places?.Value ?? []).Where(place => place.Country == "US")
        .Select(place => ZipMap.Of(place.Zip, grounds, _language)).FirstOrDefault(map => map is not null);

    /// <summary>What a first talk is that costs nothing; null when it does, or nobody said.</summary>
    public string? FreeTalk() => Facts.FirstTalk?.Value switch
    {
        { Free: true, Minutes: { } minutes } => L["{0} minutes to see if you get along.", minutes],
        { Free: true } => L["A talk to see if you get along."],
        _ => null,
    };

    /// <summary>"Online anywhere in California."</summary>
    public string? StatesOnline() => (Has("online"), Facts.OnlineStates?.Value) switch
    {
        (true, { Count: > 0 and <= 6 } states) => L["Online anywhere in {0}.", FactWords.And([.. states.Select(License.StateName)])],
        (true, { Count: > 6 } many) => L["Online in {0} states.", many.Count],
        (true, _) => L["Online; in which states is not known."],
        _ => null,
    };

    public bool Has(string format) => Facts.Formats?.Value.Contains(format, StringComparer.Ordinal) == true;

    /// <summary>How one gets in: steps, doors, parking; says when nobody told.</summary>
    public string Access(PracticePlace place) => place.Accessibility switch
    {
        null => L["Steps and doors: not known."],
        { Count: 0 } => L["Not built for wheelchairs."],
        { } access => FactWords.Run(Lines.Labels(words.Accessibility, access)) + ".",
    };

    /// <summary>"Three people told us this may have changed."; null where fewer do.</summary>
    /// <param name="about">One of <see cref="Reports.Abouts"/>.</param>
    public string? Doubted(string about, IFact? fact) => FactWords.Doubted(_doubts.On(about, fact));

    /// <summary>The number to call, where there is one.</summary>
    public (string Digits, string Text)? Call() => PlaceWords.Call(Facts.Places?.Value);

    /// <summary>Communities and faiths, as the person names them.</summary>
    public IReadOnlyList<string> Belongs() =>
        [.. Lines.Labels(words.Communities, Facts.Communities?.Value), .. Lines.Labels(words.Faiths, Facts.Faiths?.Value)];

    public IReadOnlyList<Paragraph> Words(params IEnumerable<Fact<string>?> statements) =>
        Paragraph.Of(_language, statements.Select(statement => statement?.Value));

    /// <summary>
    /// The letters after the name, each with its full name and what it means, but for a degree that the schooling explains.
    /// </summary>
    public IEnumerable<(string Code, string Term, string Plain)> Letters() => (Facts.Credentials?.Value.Codes ?? [])
        .Except((Facts.Education?.Value ?? []).Select(learned => learned.Degree), StringComparer.Ordinal)
        .Select(words.Credentials.Find).OfType<Term>()
        .Select(term => (term.Code, term.Label(_language), term.Plain(_language)));

    /// <summary>"MSW: Master of Social Work".</summary>
    public string Degree(Education education) => words.Credentials.Find(education.Degree) is { } term && term.Label(_language) != term.Code
        ? $"{term.Code}: {term.Label(_language)}"
        : education.Degree;

    /// <summary>In which language a degree is written; null for one that the list of credentials has in the reader's own.</summary>
    public string? DegreeLanguage(Education education) => Degree(education) == education.Degree ? TextLanguage.SpokenIn(education.Degree) : null;

    /// <summary>What the degree stands for, in plain words; null for one that the list of credentials lacks.</summary>
    public string? Explained(Education education) => words.Credentials.Find(education.Degree)?.Plain(_language);

    /// <summary>What a link handed to somebody shows of this page: nothing that says what one may seek here.</summary>
    public string Preview() => string.Join(". ", new[]
    {
        Lines.Labels(words.Professions, Facts.Professions?.Value.Take(1).ToList()) is [var profession] ? profession : null,
        Facts.Places?.Value is [var place, ..] ? $"{place.City}, {place.State}" : null,
    }.OfType<string>().Append(L["Openings, cost, and what is known of training and license"])) + ".";

    public IEnumerable<OriginLine> Origins()
    {
        const int Year = FactWords.FreshFactDays;
        // Who somebody is, and what she has learned, does not grow old.
        var facts = new (string Name, IFact? Fact, int? FreshDays)[]
        {
            (L["Name"], Facts.Name, null), (L["Letters after the name"], Facts.Credentials, null),
            (L["Profession"], Facts.Professions, null), (L["License"], Facts.Licences, Year),
            (L["Supervisor"], Facts.Supervisor, Year), (L["Places, with steps and doors"], Facts.Places, Year),
            (L["In person or online"], Facts.Formats, Year), (L["Openings"], Facts.Openings, FactWords.FreshOpeningDays),
            (L["Times"], Facts.Times, Year), (L["Cost"], Facts.Fees, FactWords.FreshFeeDays),
            (L["Sliding scale"], Facts.SlidingScale, FactWords.FreshFeeDays), (L["Plans"], Facts.Insurers, Year),
            (L["Ways to pay"], Facts.Payments, Year), (L["Helps with"], Facts.Issues, Year),
            (L["Does not take"], Facts.NotTaken, Year), (L["Ages"], Facts.Ages, Year), (L["Who comes"], Facts.Who, Year),
            (L["Communities"], Facts.Communities, null), (L["Faith"], Facts.Faiths, null),
            (L["Ways of working"], Facts.Approaches, Year), (L["Working style"], Facts.Style, Year), (L["Medicine"], Facts.Prescribes, Year),
            (L["Languages"], Facts.Languages, Year), (L["Own words"], Facts.AboutMe ?? Facts.WhoIHelp ?? Facts.HowWeWork, null),
            (L["Training"], Facts.Education, null), (L["In practice"], Facts.PractisingSince, null),
            (L["First talk"], Facts.FirstTalk, Year),
        };
        return facts.Select(fact => new OriginLine(
            fact.Name, fact.Fact is null ? L["Not known"] : FactWords.Sentence(FactWords.Origin(fact.Fact, Now, fact.FreshDays))));
    }
}
