using Rapport.Profiles;

namespace Rapport.Rosters;

/// <summary>One member, as a row of a roster names her.</summary>
/// <param name="Row">Numbered from 1 below the names of the columns.</param>
/// <param name="Npi">Her number; null where the roster gives none.</param>
/// <param name="Name">As it is to be shown.</param>
/// <param name="Mail">Where an invitation goes; null where the roster gives no address.</param>
/// <param name="Facts">What the roster says of her.</param>
internal sealed record RosterRow(long Row, Npi? Npi, PersonName Name, string? Mail, ProfileFacts Facts)
{
    /// <summary>Her licences with their numbers.</summary>
    public IEnumerable<Licence> Licences => (Facts.Licences?.Value ?? []).Where(licence => licence.Number is not null);

    public PracticePlace? Place => Facts.Places?.Value is [var place, ..] ? place : null;
}
