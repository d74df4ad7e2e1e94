using Rapport.Core.Places;

namespace Rapport.Demo;

/// <summary>All that invented people are made from; read once, then shared by the threads that make them.</summary>
internal sealed class World
{
    public World(Gazetteer places)
    {
        Words = WordFiles.Sections().ToDictionary(StringComparer.Ordinal);
        Grammar = Grammar.Read(new Dictionary<string, IReadOnlyList<string>>(Words, StringComparer.Ordinal)
        {
            ["town"] = [.. places.Cities.Select(city => city.Name).Distinct(StringComparer.Ordinal)],
            ["person-job"] = Words["job"],
        });
        Names = new Names(Words);
        Whereabouts = new Whereabouts(places, Words);
        Foci = Focus.Read(Words);
        States = [.. State.All.Select(state => state.Code)];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; }

    public Grammar Grammar { get; }

    public Names Names { get; }

    public Whereabouts Whereabouts { get; }

    public Focus[] Foci { get; }

    public string[] States { get; }
}
