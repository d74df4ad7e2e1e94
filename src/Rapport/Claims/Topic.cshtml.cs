using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>One page of the form of one's own profile. What is sent wrongly comes back as it was sent, and nothing of it is kept.</summary>
internal sealed class TopicModel(Ownership ownership, OwnProfile own, Drafts drafts, LicenceQuestions questions, LicenceAnswers answers, Vocabularies words, Store store) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Topic");

    /// <summary>Nobody finds a word in a longer list that has no order.</summary>
    private const int LongList = 20;

    /// <summary>So many rows to tap fill the screen of a phone.</summary>
    private const int OneScreen = 10;

    public Topic Topic { get; private set; } = null!;

    public Filled Form { get; private set; } = new();

    public ProfileFacts Facts { get; private set; } = new();

    public Vocabularies Vocabulary => words;

    public DateOnly Today => DateOnly.FromDateTime(store.Now);

    /// <summary>It was saved just now, and the page says what a reader may stumble over.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Her draft was thrown away just now.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>What she has written and not published; null where there is none.</summary>
    public Draft? Draft { get; private set; }

    /// <summary>What a reader may stumble over in what stands in the form: what is published, or her draft.</summary>
    public IReadOnlyList<CoachRemark> Remarks(string field) => Coach.Read(Form[field], Language.Of(HttpContext).Code);

    /// <summary>What whoever checks licences asks her; null for nothing.</summary>
    public LicenceQuestion? Question { get; private set; }

    public async Task<IActionResult> OnGet(string topic, CancellationToken stop)
    {
        if (await Read(topic, stop) is not { } profile)
        {
            return NotFound();
        }
        Draft = (await drafts.Of(Me, stop)).GetValueOrDefault(Topic.Id);
        var facts = Draft is null ? Facts : drafts.With(Facts, [Draft]);
        foreach (var asked in Topic.Asks)
        {
            asked.Fill(Form, facts);
        }
        IsSaved = Request.Query.ContainsKey("read");
        IsDropped = Draft is null && Request.Query.ContainsKey("dropped");
        return Page();
    }

    public async Task<IActionResult> OnPost(string topic, CancellationToken stop)
    {
        if (await Read(topic, stop) is not { } profile)
        {
            return NotFound();
        }
        Form = new Filled(Request.Form, Today);
        var language = Language.Of(HttpContext);
        if (Form["go"] == "discard")
        {
            await drafts.Drop(Me, Topic.Id, stop);
            return Redirect(ClaimLinks.Topic(language, Topic.Id) + "?dropped");
        }
        if (Form["go"] == "right" && Topic.Id == "license")
        {
            await answers(profile.Id, Guid.TryParse(Form["look"], out var look) ? look : default, stop);
            return Redirect(ClaimLinks.Topic(language, Topic.Id));
        }
        var values = Topic.Asks.Select(asked => KeyValuePair.Create(asked.Field, asked.Read(Form, Facts, Wrong))).ToList();
        if (Form.All("issues").Intersect(Form.All("not-taken"), StringComparer.Ordinal).Any())
        {
            Wrong("not-taken", TopicProblems.Both);
        }
        if (Form.Has("formats", "online") && Form.All("online-states").Count == 0)
        {
            Wrong("online-states", TopicProblems.States);
        }
        if (ModelState.IsValid)
        {
            try
            {
                if (Form["go"] == "draft")
                {
                    await drafts.Keep(Me, Topic.Id, values, stop);
                    return Redirect(ClaimLinks.Own(language) + "?done=draft");
                }
                if (own.WouldLack(profile, values).Contains(Topic))
                {
                    Wrong(Topic.Asks[0].Field, TopicProblems.Needed);
                    Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                    return Page();
                }
                await own.Save(Me, profile, values, stop);
                await drafts.Drop(Me, Topic.Id, stop);
                var next = Topics.After(Topic);
                if (Form["go"] != "next" && Topic.Asks.OfType<AskedText>().Any(asked => asked.Rows > 1 && Coach.Read(Form[asked.Field], language.Code).Count > 0))
                {
                    return Redirect(ClaimLinks.Topic(language, Topic.Id) + "?read");
                }
                return Redirect(Form["go"] == "next" && next is not null ? ClaimLinks.Topic(language, next.Id) : ClaimLinks.Own(language) + "?done=saved");
            }
            catch (FieldProblem problem)
            {
                var field = Topic.Asks.FirstOrDefault(asked => problem.Message.StartsWith(asked.Field + ":", StringComparison.Ordinal)) ?? Topic.Asks[0];
                Wrong(field.Field, problem.Word is { } word ? TopicProblems.NoWord(word) : TopicProblems.NotRead);
            }
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>It would fill a phone, and stands behind what is marked in it; not what the page is about, its first question.</summary>
    public bool IsFolded(string input, Vocabulary vocabulary) => input != Topic.Asks[0].Field && vocabulary.Terms.Count > OneScreen;

    /// <summary>What is marked, in one line; empty for nothing.</summary>
    public string Marked(string input, Vocabulary vocabulary, Language language) =>
        string.Join(" · ", Form.All(input).Select(vocabulary.Find).OfType<Term>().Select(term => term.Label(language.Code)));

    /// <summary>What is marked comes first, in its order; a long list follows by its letters, a short one as it stands in the vocabulary.</summary>
    public IEnumerable<Term> InOrder(string input, Vocabulary vocabulary, Language language)
    {
        var marked = Form.All(input).ToList();
        return vocabulary.Terms.OrderBy(term => marked.IndexOf(term.Code) is >= 0 and var at ? at : int.MaxValue)
            .ThenBy(term => vocabulary.Terms.Count > LongList ? term.Label(language.Code) : "", StringComparer.CurrentCulture);
    }

    /// <summary>What there is to say of her licence, in a sentence or two.</summary>
    public string Matter(LicenceQuestion question)
    {
        var against = question.Against is { } source ? L[" (“{0}”)", source] : "";
        var at = FactWords.Date(DateOnly.FromDateTime(question.At));
        return question.Matter switch
        {
            LicenceMatter.Lapsed when question.Ends is { } end => L["{0} ended on {1}, by what the board says. We looked on {2}{3}.", question.Licence, FactWords.Date(end), at, against],
            LicenceMatter.Lapsed => L["{0} is not in force, by what the board says. We looked on {1}{2}.", question.Licence, at, against],
            LicenceMatter.NotVerified => L["{0}: we looked on {1}{2}, and could not verify that it is yours.", question.Licence, at, against],
            _ => L["{0}: whoever checks licenses asks you something.", question.Licence],
        };
    }

    private Guid Me => SignedIn.Of(HttpContext)!.Account;

    private void Wrong(string input, string mend) => ModelState.AddModelError(input, mend);

    private async Task<Profile?> Read(string topic, CancellationToken stop)
    {
        if (Topics.Named(topic) is not { } named)
        {
            return null;
        }
        Topic = named;
        var profile = await ownership.Of(Me, stop);
        Facts = profile?.Read().Facts ?? Facts;
        Question = profile is not null && Topic.Id == "license" ? await questions(profile.Id, stop) : null;
        return profile;
    }
}
