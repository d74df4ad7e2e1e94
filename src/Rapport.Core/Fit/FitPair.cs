namespace Rapport.Core.Fit;

/// <summary>A pair to learn from.</summary>
/// <param name="Day">The day of its last session that counts: since then it is known.</param>
/// <param name="Therapist">Whose client.</param>
/// <param name="Preferences">What the client wished for.</param>
/// <param name="Came">What it came to.</param>
public sealed record FitPair(DateOnly Day, long Therapist, Preferences Preferences, CountedPair Came);
