using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>The part of a form that asks for openings.</summary>
/// <param name="Form">What stands in it.</param>
/// <param name="Facts">Of the profile: it is asked for each of its places.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Hint">Said to it; null for nothing.</param>
/// <param name="Today">By the clock of the site.</param>
internal sealed record OpeningsForm(Filled Form, ProfileFacts Facts, string Label, string? Hint, DateOnly Today)
{
    /// <summary>The first day of the month that comes.</summary>
    public DateOnly NextMonth => Today.AddDays(1 - Today.Day).AddMonths(1);
}
