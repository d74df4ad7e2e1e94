using Rapport.Core.Places;

namespace Rapport.Search;

/// <summary>"Online in Texas", written where the place is asked, is Texas and online.</summary>
internal static class OnlinePlace
{
    private const string Format = "format";
    private const string Online = "online";

    /// <summary>The request with the way of meeting where it belongs; as it was where the place says nothing of it.</summary>
    public static SearchRequest Split(SearchRequest request)
    {
        if (!OnlineText.TryRead(request.Place, out var place) || place.Length == 0)
        {
            return request;
        }
        if (request.Filters?.GetValueOrDefault(Format) is { } among)
        {
            return request with
            {
                Place = place,
                Filters = new Dictionary<string, Selection>(request.Filters, StringComparer.Ordinal)
                {
                    [Format] = new Selection([.. among.Values.Union([Online], StringComparer.Ordinal)]),
                },
            };
        }
        return request with { Place = place, Format = [.. (request.Format ?? []).Union([Online], StringComparer.Ordinal)] };
    }

    /// <summary>Online, but not where: nobody may see clients of every state.</summary>
    public static bool IsWithoutState(string? place) => OnlineText.TryRead(place, out var rest) && rest.Length == 0;
}
