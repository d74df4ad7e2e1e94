using Rapport.Core.Places;

namespace Rapport.Core.PlainWords;

/// <summary>Some words in a row, and one thing that they may mean.</summary>
/// <param name="From">The first word.</param>
/// <param name="To">Behind the last word.</param>
/// <param name="Weight">How much speaks for it; readings of the same words compete by it.</param>
internal sealed record Part(int From, int To, int Weight)
{
    /// <summary>For each word that is understood; a longer phrase is worth more than its parts.</summary>
    public const int PerWord = 10;

    public IReadOnlyList<Meaning> Meanings { get; init; } = [];

    /// <summary>Whether the meanings are what somebody does not want.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The first word behind the denial.</summary>
    public int Denied { get; init; }

    public PlaceMatch? Place { get; init; }

    /// <summary>A town that stands by itself: nothing leads up to it, and no state follows.</summary>
    public bool IsBare { get; init; }

    public int? Miles { get; init; }

    public int? Dollars { get; init; }

    /// <summary>Whether the meanings count only where nothing else of their kind is said.</summary>
    public bool IsFaint { get; init; }

    /// <summary>Whether the meaning is an age told in years, which says more than "child".</summary>
    public bool IsAge { get; init; }

    /// <summary>Whether anything is asked for.</summary>
    public bool Says => (Meanings.Count > 0 && !IsDenied) || Place is not null || Miles is not null || Dollars is not null;

    public static int WeightOf(int words, int bonus = 0) => (words * PerWord) + ((words - 1) * 3) + bonus;
}
