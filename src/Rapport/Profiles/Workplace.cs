using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>Where somebody works with others, as she lets her page say.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Logo">Where its logo lies; null where it has none.</param>
/// <param name="Address">Its page, in a language.</param>
internal sealed record Workplace(string Name, string? Logo, Func<Language, string> Address);

/// <summary>Finds where the owner of a profile works with others. A feature that knows brings it, and profiles know none of them.</summary>
internal delegate Task<IReadOnlyList<Workplace>> Workplaces(long profile, CancellationToken stop);
