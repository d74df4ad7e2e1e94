namespace Rapport.Profiles;

/// <summary>What is told to the owner of a profile about her licence, by the feature that checks it; the form knows it by this alone.</summary>
/// <param name="Licence">Which, as "CA LCS12345".</param>
/// <param name="Note">What whoever looked wrote; null where she wrote nothing.</param>
internal sealed record LicenceQuestion(string Licence, string? Note);

/// <summary>Finds the question that waits for an answer; null where none does.</summary>
internal delegate Task<LicenceQuestion?> LicenceQuestions(long profile, CancellationToken stop);
