using System.Text.Json.Serialization;
using Rapport.Core.Fit;

namespace Rapport.Search;

/// <summary>What somebody wishes for on one axis of style.</summary>
/// <param name="Place">−3 to 3, one of -3, -1.5, 0, 1.5 and 3; 0 is "either is fine".</param>
/// <param name="Matters">little, some or lot; some when not said.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StyleWish([property: JsonRequired, JsonIgnore(Condition = JsonIgnoreCondition.Never)] double Place, string? Matters = null)
{
    public const string Little = "little";
    public const string Some = "some";
    public const string Lot = "lot";

    private const int MostRead = 2 * StyleAxes.Count;

    /// <summary>How much it matters, as the model counts it; null for a word that says nothing.</summary>
    public double? Importance() => Matters switch
    {
        null or Some => Preference.Some,
        Little => Preference.Little,
        Lot => Preference.Lot,
        _ => null,
    };

    /// <summary>The wishes of a search as the model takes them; what cannot be taken is told.</summary>
    /// <param name="wishes">By axis.</param>
    /// <param name="problems">Grows by what is wrong.</param>
    public static Preferences Read(IReadOnlyDictionary<string, StyleWish>? wishes, List<SearchProblem> problems)
    {
        var axes = new Preference?[StyleAxes.Count];
        // So many are told what is wrong; a list of a thousand helps nobody.
        foreach (var (name, wish) in (wishes ?? new Dictionary<string, StyleWish>(StringComparer.Ordinal)).Take(MostRead))
        {
            var axis = StyleAxes.IndexOf(name);
            if (axis < 0)
            {
                problems.Add(new($"wishes.{Understanding.Cut(name)}", $"There is no such axis. Choose one of: {string.Join(", ", StyleAxes.Ids)}."));
            }
            else if (wish is null)
            {
                problems.Add(new($"wishes.{name}", "A wish is an object with a place on the axis, like { \"place\": 1.5 }; leave the axis out where there is none."));
            }
            else if (!StyleAxes.Places.Contains(wish.Place))
            {
                problems.Add(new($"wishes.{name}", "A place is -3, -1.5, 0, 1.5 or 3."));
            }
            else if (wish.Importance() is not { } importance)
            {
                problems.Add(new($"wishes.{name}", $"\"matters\" is {Little}, {Some} or {Lot}."));
            }
            else
            {
                axes[axis] = new Preference(wish.Place, importance);
            }
        }
        return new Preferences(axes);
    }
}
