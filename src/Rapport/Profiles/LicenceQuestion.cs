namespace Rapport.Profiles;

/// <summary>What there is to say to the owner of a profile about one of her licences.</summary>
internal enum LicenceMatter
{
    /// <summary>Whoever checks licences asks her something.</summary>
    Asked,

    /// <summary>We looked, and could not verify that it is hers.</summary>
    NotVerified,

    /// <summary>By what the board says it is not in force.</summary>
    Lapsed,
}

/// <summary>What is told to the owner of a profile about her licence, by the feature that checks it; the form knows it by this alone.</summary>
/// <param name="Look">The look that it is about: an answer names it.</param>
/// <param name="Licence">Which, as "CA LCS12345".</param>
/// <param name="Matter">What there is to say.</param>
/// <param name="Note">What whoever looked wrote; null where she wrote nothing.</param>
/// <param name="At">When somebody looked, UTC.</param>
/// <param name="Against">What it was compared with, in the operator's words; null where a person looked it up.</param>
/// <param name="Ends">The last day of the licence; null where it is not known.</param>
/// <param name="AnsweredAt">When she answered, UTC: a person looks again. Null where she has not.</param>
internal sealed record LicenceQuestion(Guid Look, string Licence, LicenceMatter Matter, string? Note, DateTime At, string? Against, DateOnly? Ends, DateTime? AnsweredAt);

/// <summary>Finds what there is to say of the licences of a profile; null where there is nothing.</summary>
internal delegate Task<LicenceQuestion?> LicenceQuestions(long profile, CancellationToken stop);

/// <summary>Its owner says that what was asked is right as it stands, or that it is renewed: a person looks again. False where that was not asked, or somebody has looked since.</summary>
internal delegate Task<bool> LicenceAnswers(long profile, Guid look, CancellationToken stop);
