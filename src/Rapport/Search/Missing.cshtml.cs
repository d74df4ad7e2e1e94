using System.Collections.Frozen;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>Where one person stands on a list, or what leaves her out. The name is sent, and stands in no address.</summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class MissingModel(Searches searches, SearchKeys keys, Snapshots snapshots, SearchTokens tokens) : PageModel
{
    /// <summary>People on a page of the list.</summary>
    public const int OnPage = Understanding.DefaultPageSize;

    /// <summary>Namesakes that are told of; with more, the name says too little.</summary>
    private const int MostPeople = 5;

    private const int LongestName = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly FrozenSet<string> Titles =
        new[] { "dr", "dra", "doctor", "doctora", "mr", "mrs", "ms", "miss", "sr", "sra", "srta", "lic", "prof" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly Words L = Words.For("Rapport.Search.Missing");

    private SearchRequest _wanted = new();

    /// <summary>As it was typed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Null before anybody was looked for.</summary>
    public IReadOnlyList<Whereabouts>? People { get; private set; }

    /// <summary>How many are on the list.</summary>
    public int Total { get; private set; }

    /// <summary>The search that came along cannot be opened any more.</summary>
    public bool IsGone { get; private set; }

    private string? Token { get; set; }

    /// <summary>What leads to the list, behind the question mark.</summary>
    public string Here => SearchLinks.Query(_wanted, Token);

    public string List => SearchLinks.Results(Language.Of(HttpContext)) + Here;

    /// <summary>The search, as a form carries it.</summary>
    public IReadOnlyList<(string Name, string Value)> Carried => SearchLinks.Carried(_wanted, Token);

    public void OnGet(string? q) => Open(string.IsNullOrEmpty(q) ? SearchForm.Read(Request.Query, keys) : null, q);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var token = form["q"].ToString();
        Open(token.Length > 0 ? null : SearchForm.Read(form, keys, Language.Of(HttpContext)), token);
        Name = form["name"].ToString().Trim();
        var wanted = WithoutTitle(Name);
        if (wanted.Length is 0 or > LongestName)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            ModelState.AddModelError("name", L["Write the name of the person you look for"]);
            return Page();
        }
        try
        {
            await snapshots.Get(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        var snapshot = await snapshots.Get(stop);
        var understood = searches.Understand(_wanted);
        if (understood.Problems.Count > 0)
        {
            // The list says what is wrong with the search, and what mends it.
            return Redirect(List);
        }
        var found = await searches.Find(understood, snapshot, stop);
        var named = searches.Understand(new SearchRequest { Text = wanted, PageSize = MostPeople });
        var people = named.Query is null || named.IsTextWithoutWords ? [] : (await searches.Find(named, snapshot, stop)) is { LeftOut.Count: 0 } whole ? Called(whole, wanted) : [];
        var groups = new FilterGroups(keys, Language.Of(HttpContext).Code);
        Total = found.Result.Total;
        People = [.. people.Select(one => Whereabouts.Of(one, _wanted, found, searches, snapshot.Index, groups, stop))];
        return Page();
    }

    public string NameOf(Whereabouts one) => one.Person.Facts.Name?.Value.Display() ?? "";

    public string PageOf(Whereabouts one) =>
        ProfileLinks.Page(one.Person.Profile.Id, one.Person.Facts.Name?.Value, Language.Of(HttpContext).Code) + Here;

    /// <summary>The page of the list on which a position stands.</summary>
    public string PageWith(int position) => SearchLinks.Results(Language.Of(HttpContext)) + SearchLinks.Query(_wanted, Token, ((position - 1) / OnPage) + 1);

    // The words may also stand in what somebody writes of herself: whoever is called so is meant, or nearly so where nobody has the words as they were written.
    private static IReadOnlyList<FoundProfile> Called(Found whole, string name) =>
        whole.CloseWords.Count > 0 ? whole.Profiles : [.. whole.Profiles.Where(one => IsCalled(one, name))];

    // By the name of now, or by one of those that somebody is also known by.
    private static bool IsCalled(FoundProfile one, string name)
    {
        var words = SearchText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (one.Facts.OtherNames?.Value ?? []).Concat(one.Facts.Name is { } own ? [own.Value] : [])
            .Select(known => SearchText.Fold(known.Display()).Split(' ')).Any(there => words.All(word => there.Contains(word, StringComparer.Ordinal)));
    }

    // People are told of with their title; nobody is called by it.
    private static string WithoutTitle(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && Titles.Contains(SearchText.Fold(words[0]).Trim()) ? string.Join(' ', words.Skip(1)) : name;
    }

    private void Open(SearchRequest? plain, string? token)
    {
        if (plain is not null)
        {
            _wanted = plain;
            return;
        }
        var opened = tokens.Open(token!, SearchSession.Of(HttpContext));
        IsGone = opened.State != TokenState.Whole;
        (_wanted, Token) = (SearchForm.Clean(opened.Request, keys), IsGone ? null : token);
    }
}
