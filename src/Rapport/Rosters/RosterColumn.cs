using Rapport.Tables;

namespace Rapport.Rosters;

/// <summary>What a column of a roster may hold.</summary>
internal enum RosterPart
{
    Npi,
    Name,
    First,
    Middle,
    Last,
    Mail,
    Credentials,
    Profession,
    Licence,
    LicenceState,
    Practice,
    Street,
    Unit,
    City,
    State,
    Zip,
    Telephone,
    Plans,
    Languages,
}

/// <summary>The columns of a roster, and what organisations call them.</summary>
internal static class RosterColumn
{
    public static IReadOnlyList<NamedColumn<RosterPart>> All { get; } =
    [
        new(RosterPart.Npi, "npi", "npinumber", "providernpi", "individualnpi", "npi1", "nationalprovideridentifier"),
        new(RosterPart.Name, "name", "fullname", "providername", "membername", "therapist", "provider", "clinician", "nameandcredentials"),
        new(RosterPart.First, "first", "firstname", "givenname", "providerfirstname", "fname"),
        new(RosterPart.Middle, "middle", "middlename", "middleinitial", "mi"),
        new(RosterPart.Last, "last", "lastname", "surname", "familyname", "providerlastname", "lname"),
        new(RosterPart.Mail, "mail", "email", "emailaddress", "mailaddress", "workemail", "contactemail"),
        new(RosterPart.Credentials, "credentials", "credential", "degree", "degrees", "letters", "suffixes", "title"),
        new(RosterPart.Profession, "profession", "providertype", "specialty", "discipline", "type"),
        new(RosterPart.Licence, "licence", "license", "licensenumber", "licencenumber", "licenseno", "license#", "statelicense"),
        new(RosterPart.LicenceState, "licence-state", "licensestate", "licencestate", "stateoflicense", "stateoflicensure"),
        new(RosterPart.Practice, "practice", "practicename", "organization", "organisation", "groupname", "clinic", "facility", "company"),
        new(RosterPart.Street, "street", "address", "address1", "addressline1", "streetaddress", "officeaddress", "practiceaddress"),
        new(RosterPart.Unit, "unit", "address2", "addressline2", "suite", "apt", "streetaddress2"),
        new(RosterPart.City, "city", "town", "practicecity"),
        new(RosterPart.State, "state", "st", "practicestate"),
        new(RosterPart.Zip, "zip", "zipcode", "postalcode", "postcode", "practicezip"),
        new(RosterPart.Telephone, "telephone", "phone", "phonenumber", "telephonenumber", "officephone", "tel"),
        new(RosterPart.Plans, "plans", "plan", "insurance", "insurances", "insurer", "network", "networks", "payer", "acceptedinsurance"),
        new(RosterPart.Languages, "languages", "language", "languagesspoken"),
    ];
}
