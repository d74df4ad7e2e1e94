using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>The part of a form that asks for openings.</summary>
/// <param name="Form">What stands in it.</param>
/// <param name="Facts">Of the profile: it is asked for each of its places.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Hint">Said to it; null for nothing.</param>
internal sealed record OpeningsForm(Filled Form, ProfileFacts Facts, string Label, string? Hint);
