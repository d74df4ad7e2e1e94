namespace Rapport.Profiles;

/// <summary>A section in somebody's own words.</summary>
/// <param name="Id">Of its heading on the page.</param>
internal sealed record Voice(string Id, string Heading, IReadOnlyList<Paragraph> Words);
