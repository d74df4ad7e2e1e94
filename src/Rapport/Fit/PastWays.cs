using System.Globalization;
using Rapport.Core.Search;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>A way to work that somebody may have met before.</summary>
/// <param name="Code">As the vocabulary has it.</param>
/// <param name="Name">What therapists call it.</param>
/// <param name="Plain">What happens there, in a client's words; empty where the vocabulary does not say.</param>
/// <param name="People">How many work so.</param>
internal sealed record PastWay(string Code, string Name, string Plain, int People, bool Helped, bool DidNotHelp);

/// <summary>
/// The ways to work, each once, with what it was like: whoever had therapy remembers what was done there, and seldom its name.
/// </summary>
/// <param name="Shown">What was ticked, and what most people here work by.</param>
/// <param name="Named">The others, by name, for whoever knows it.</param>
/// <param name="Helped">What helped, as the list is searched by it: whether it is a must, and who has not said.</param>
internal sealed record PastWays(IReadOnlyList<PastWay> Shown, IReadOnlyList<PastWay> Named, FilterPart Helped)
{
    private const int Few = 6;

    public static PastWays Of(SearchKeys keys, CultureInfo culture, SearchRequest request, SearchResult result)
    {
        var language = culture.TwoLetterISOLanguageName;
        // Also those by which nobody here works: what was tried before may have been elsewhere.
        var helped = new FilterParts(keys, new FilterGroups(keys, language), request, result).Every("approach");
        var ways = helped.Shown.Select(choice => new PastWay(
            choice.Value, choice.Text, keys.Words.Approaches.Find(choice.Value)!.Plain(language), choice.Count ?? 0, choice.IsChosen,
            request.NotHelped?.Contains(choice.Value, StringComparer.Ordinal) == true)).ToList();
        var ticked = ways.Where(way => way.Helped || way.DidNotHelp).ToList();
        PastWay[] shown = [.. ticked, .. ways.Except(ticked).OrderByDescending(way => way.People).Take(Few - ticked.Count)];
        return new PastWays(shown, [.. ways.Except(shown).OrderBy(way => way.Name, StringComparer.Create(culture, ignoreCase: true))], helped);
    }
}
