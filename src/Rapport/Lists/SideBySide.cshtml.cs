using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Keeping;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Lists;

/// <summary>Two to four people, question by question.</summary>
[ShowsWishes]
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class SideBySideModel(Store store, Vocabularies words, PersonRows rows, PeopleSeal seal, CarriedSearch carried) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Lists.SideBySide");

    public ShownPeople People { get; private set; } = new([], 0);

    public IReadOnlyList<ComparedRow> Rows { get; private set; } = [];

    /// <summary>What there is to say of each and the visitor, column by column; empty where nothing is known of how she likes to work.</summary>
    public IReadOnlyList<FitLines> Fits { get; private set; } = [];

    /// <summary>Whether anything was learnt from check-ins for that.</summary>
    public bool IsLearnt { get; private set; }

    /// <summary>The column of whom it is told why they may suit, from 0.</summary>
    public int Why { get; private set; }

    /// <summary>What is looked for, sealed; null where nothing is.</summary>
    public string? Token { get; private set; }

    private string _people = "";
    private string _from = WayBack.Own;

    public async Task<IActionResult> OnGet(string people, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (seal.Open(people) is not { } chosen)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        _people = people;
        _from = WayBack.Of(language, Request.Query).From == CameFrom.Handed ? Request.Query[WayBack.From].ToString() : WayBack.Own;
        Token = carried.Renewed(HttpContext);
        People = await rows.Make([.. chosen.Ids.Take(Choosing.Most)], language, _from, Token, stop);
        Rows = new Comparison(words, language.Code, store.Now).Of(People.Rows);
        if (await carried.Find(HttpContext, stop) is { Release: { } release } found)
        {
            Fits = [.. People.Rows.Select(row => found.LinesOf(row.Facts, row.Card.Id)!)];
            IsLearnt = release.Pairs > 0;
            Why = int.TryParse(Request.Query[ListLinks.Why], NumberStyles.None, CultureInfo.InvariantCulture, out var why) && why > 0 && why <= Fits.Count ? why - 1 : 0;
        }
        return Page();
    }

    /// <summary>This page, telling of another why they may suit.</summary>
    /// <param name="column">From 0.</param>
    public string WhyOf(int column) => ListLinks.SideBySide(Language.Of(HttpContext), _people, _from, Token, column + 1) + "#why";

    public string Heading() => People.Rows.Count switch
    {
        0 => L["Nobody to look at here"],
        1 => L["One person"],
        2 => L["Two people, side by side"],
        3 => L["Three people, side by side"],
        _ => L["Four people, side by side"],
    };

    public string Same() => People.Rows.Count == 2 ? L["same for both"] : L["same for all"];
}
