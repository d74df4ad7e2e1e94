using Rapport.Core.Statistics;
using Rapport.Tables;

namespace Rapport.Rosters;

/// <summary>Where the columns of a roster stand.</summary>
internal sealed class RosterColumns : NamedColumns<RosterPart>
{
    /// <param name="header">The names of the first line.</param>
    /// <param name="named">What the command line says: "npi=Provider number".</param>
    /// <exception cref="TableException">A column is missing, or two hold the same; the message names what is there and the mend.</exception>
    public RosterColumns(IReadOnlyList<string> header, IReadOnlyList<string> named)
        : base(RosterColumn.All, header, named)
    {
        if (!Has(RosterPart.Name) && !Has(RosterPart.Last))
        {
            throw Missing("who somebody is", "name");
        }
        if (!Has(RosterPart.Name) && !Has(RosterPart.First))
        {
            throw Missing("the first name of somebody", "first");
        }
        if (!Has(RosterPart.Npi) && !Has(RosterPart.Licence) && !Has(RosterPart.Zip) && !Has(RosterPart.City) && !Has(RosterPart.Mail))
        {
            throw Missing("which of several people of one name somebody is (npi, licence, zip or mail)", "npi");
        }
    }
}
