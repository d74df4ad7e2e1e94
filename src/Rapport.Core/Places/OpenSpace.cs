namespace Rapport.Core.Places;

/// <summary>Keeps what is written on a map from covering anything: whoever comes first has the space.</summary>
/// <param name="within">Where something may stand.</param>
public sealed class OpenSpace(MapBox within)
{
    private readonly List<MapBox> taken = [];

    /// <summary>What is taken, in the order in which it was.</summary>
    public IReadOnlyList<MapBox> Taken => taken;

    /// <summary>Takes a space, free or not.</summary>
    public void Take(MapBox box) => taken.Add(box);

    /// <summary>Whether the space lies within, and covers nothing that was taken.</summary>
    public bool IsFree(MapBox box) => within.Contains(box) && !taken.Exists(box.Overlaps);

    /// <summary>Takes the space if it is free.</summary>
    public bool TryTake(MapBox box)
    {
        var free = IsFree(box);
        if (free)
        {
            Take(box);
        }

        return free;
    }
}
