using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What its owner is asked about her profile, because somebody else says otherwise.</summary>
/// <param name="Topic">Where it is changed.</param>
/// <param name="Field">The field; null where visitors doubt all that the topic says.</param>
/// <param name="Source">Who says otherwise.</param>
/// <param name="Says">What the other says; empty where it says only that something is wrong.</param>
/// <param name="Here">What the profile says; empty where it says nothing.</param>
/// <param name="At">When the other said it last, UTC.</param>
/// <param name="People">How many visitors said so.</param>
internal sealed record OwnQuestion(Topic Topic, string? Field, Source Source, string Says, string Here, DateTime At, int People)
{
    /// <summary>What the other says can be taken over as it stands.</summary>
    public bool CanBeTaken => Field is not null;
}
