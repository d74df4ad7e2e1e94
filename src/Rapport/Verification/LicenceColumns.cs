using Rapport.Core.Statistics;
using Rapport.Tables;

namespace Rapport.Verification;

/// <summary>What a column of a board's file may hold.</summary>
internal enum LicencePart
{
    Number,
    State,
    Name,
    First,
    Last,
    Title,
    Status,
    Expires,
    Discipline,
}

/// <summary>Where the columns of a board's file stand.</summary>
internal sealed class LicenceColumns : NamedColumns<LicencePart>
{
    private static readonly IReadOnlyList<NamedColumn<LicencePart>> Known =
    [
        new(LicencePart.Number, "number", "licensenumber", "licencenumber", "license", "licence", "licenseno", "license#", "credentialnumber", "lic#"),
        new(LicencePart.State, "state", "licensestate", "jurisdiction"),
        new(LicencePart.Name, "name", "fullname", "licensee", "licenseename", "licenseholder", "individualname"),
        new(LicencePart.First, "first", "firstname", "givenname"),
        new(LicencePart.Last, "last", "lastname", "surname", "familyname", "orgorlastname"),
        new(LicencePart.Title, "title", "licensetype", "licencetype", "type", "credential", "credentialtype", "profession"),
        new(LicencePart.Status, "status", "licensestatus", "licencestatus", "primarystatus", "standing"),
        new(LicencePart.Expires, "expires", "expiration", "expirationdate", "expirydate", "expiredate", "expires on", "enddate", "validuntil"),
        new(LicencePart.Discipline, "discipline", "disciplinaryaction", "disciplinaryactions", "actions", "publicaction", "restrictions"),
    ];

    /// <param name="header">The names of the first line.</param>
    /// <param name="named">What the command line says: "number=LIC NO".</param>
    /// <param name="hasState">The command line says of which state all of them are.</param>
    /// <exception cref="TableException">A column is missing, or two hold the same; the message names what is there and the mend.</exception>
    public LicenceColumns(IReadOnlyList<string> header, IReadOnlyList<string> named, bool hasState)
        : base(Known, header, named)
    {
        if (!Has(LicencePart.Number))
        {
            throw Missing("the number of a licence", "number");
        }
        if (!Has(LicencePart.Name) && !Has(LicencePart.Last))
        {
            throw Missing("whose licence it is", "name");
        }
        if (!hasState && !Has(LicencePart.State))
        {
            throw new TableException("No column says the state. Say it for the whole file, like --state CA, or name the column: --column \"state=…\".");
        }
        if (!Has(LicencePart.Status) && !Has(LicencePart.Expires))
        {
            throw Missing("how a licence stands, or when it ends", "status");
        }
    }
}
