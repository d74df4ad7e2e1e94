using System.Text.Json;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Lists;

/// <summary>One person on a list.</summary>
/// <param name="Card">In the words of a list.</param>
/// <param name="Facts">All that may be shown.</param>
/// <param name="Call">The number to call; null where none is given.</param>
internal sealed record PersonRow(ResultCard Card, ProfileFacts Facts, (string Digits, string Text)? Call);

/// <summary>Whom a list shows.</summary>
/// <param name="Gone">How many were asked for who are not listed any more.</param>
internal sealed record ShownPeople(IReadOnlyList<PersonRow> Rows, int Gone);

/// <summary>Fetches the people of a list as they may be seen now: hidden, removed, never there are one and the same.</summary>
internal sealed class PersonRows(Store store, SearchKeys keys, ILogger<PersonRows> log)
{
    /// <param name="ids">In the order in which they are shown.</param>
    /// <param name="language">Of the page.</param>
    /// <param name="from">What leads back from a person's page: <see cref="WayBack.From"/>.</param>
    /// <param name="token">What is looked for, sealed; null where nothing is.</param>
    public async Task<ShownPeople> Make(IReadOnlyList<long> ids, Language language, string from, string? token, CancellationToken stop)
    {
        var cards = new ResultCards(
            store, keys, new FilterGroups(keys, language.Code), PlaceTable.Gazetteer, list: null, language.Code);
        var back = $"?{WayBack.From}={from}" + (token is null ? "" : "&q=" + token);
        var rows = new List<PersonRow>();
        await using var db = store.Read();
        var doubts = await Doubts.Of(db, ids, store.Now, stop);
        foreach (var row in await Listed.Find(store, ids, stop))
        {
            if (Read(row) is { } facts)
            {
                // Found by nothing: neither a distance nor a reason to stand here.
                var found = new FoundProfile(
                    new(row.Id, row.Claimed, facts), new SearchHit(row.Id), doubts.GetValueOrDefault(row.Id, Doubts.None));
                rows.Add(new PersonRow(cards.Make(found, back), facts, PlaceWords.Call(facts.Places?.Value)));
            }
        }
        return new ShownPeople(rows, ids.Count - rows.Count);
    }

    /// <summary>One document that cannot be read must not take the others off the page; the doctor finds it.</summary>
    private ProfileFacts? Read(Profile row)
    {
        try
        {
            return row.Shown();
        }
        catch (JsonException)
        {
            log.LogWarning("The facts of profile {Id} cannot be read; it is left out. Run \"./rapport doctor\".", row.Id);
            return null;
        }
    }
}
