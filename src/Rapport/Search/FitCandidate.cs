using Rapport.Core.Fit;

namespace Rapport.Search;

/// <summary>What was learnt and is not in force: it changes no order until somebody releases it.</summary>
/// <param name="Learnt">When, UTC.</param>
/// <param name="Therapists">How many had told how they work.</param>
/// <param name="Fit">With the parts that may be told, once it is kept.</param>
internal sealed record FitCandidate(DateTime Learnt, int Therapists, LearntFit Fit);

/// <summary>What came of asking for a release, or for an earlier one.</summary>
/// <param name="Release">That is in force now; null where nothing was changed.</param>
/// <param name="Refused">Why nothing was changed, in whole sentences.</param>
internal sealed record FitChange(FitRelease? Release, string? Refused);
