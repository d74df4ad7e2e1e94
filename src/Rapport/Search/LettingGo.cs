using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>What was asked for, and what it is to let go of it, in words.</summary>
internal sealed class LettingGo(SearchKeys keys, FilterGroups groups)
{
    private static readonly Words L = Words.For("Rapport.Search.LettingGo");

    /// <summary>The values that were chosen of a key, in words: "evenings or weekends".</summary>
    public string Values(int key, SearchRequest request)
    {
        var name = keys.Schema.Keys[key].Name;
        var selection = request.Filters?.GetValueOrDefault(name) ?? request.Nice?.GetValueOrDefault(name)
            ?? (name == "format" && request.Format is { } formats ? new Selection(formats) : new Selection());
        var said = selection.Values.Where(value => value != SearchKeys.NotKnown).ToList();
        if (name == "age" && WishWords.AreChildren(said))
        {
            return L["children and teens"];
        }
        var words = said.ConvertAll(value => groups.InSentence(name, value));
        return words.Count switch
        {
            0 => "",
            1 => words[0],
            2 => L["{0} or {1}", words[0], words[1]],
            _ => L["{0} and others", words[0]],
        };
    }

    /// <summary>"Any time, not only evenings".</summary>
    public string Without(int wish, SearchRequest request)
    {
        if (wish == LooserCounts.Text)
        {
            return L["Without the words “{0}”", request.Text];
        }
        var values = Values(wish, request);
        return keys.Schema.Keys[wish].Name switch
        {
            "times" => L["Any time, not only {0}", values],
            "insurer" => L["Any plan, not only {0}", values],
            "payment" => L["Any way to pay, not only {0}", values],
            "feeMax" => L["Any price, not only {0}", values],
            "slidingScale" => L["Without a sliding scale too"],
            "issue" => L["Help with anything, not only {0}", values],
            "notTaken" => L["Even if they do not take {0}", values],
            "language" => L["Any language, not only {0}", values],
            "gender" => L["Any gender, not only {0}", values],
            "community" => L["Not only for {0}", values],
            "faith" => L["Any faith or none, not only {0}", values],
            "profession" => L["Any kind of therapist, not only {0}", values],
            "credential" => L["Any training, not only {0}", values],
            "age" => L["Any age, not only {0}", values],
            "who" => L["Not only for: {0}", values],
            "approach" => L["Any way of working, not only {0}", values],
            "accessibility" => L["Any place, also without: {0}", values],
            "opening" => L["Also who has no opening, or has not said"],
            "freeFirstTalk" => L["A first talk that costs something is fine"],
            "prescribes" => L["Also who cannot prescribe medicine"],
            _ => L["Not only {0}", values],
        };
    }
}
