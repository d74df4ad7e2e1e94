namespace Rapport.Profiles;

/// <summary>Why a profile is off the list until something is done; several may hold at once. Who wants to be off it for good asks for <see cref="Removal"/>.</summary>
[Flags]
internal enum Unlisted
{
    /// <summary>Nothing holds; stored as null.</summary>
    None = 0,

    /// <summary>By what its board says, or by its own date, the licence has ended; ends when a licence is verified.</summary>
    LicenceLapsed = 1,

    /// <summary>Nobody said for long that it is still right; ends when its owner says so.</summary>
    NotConfirmed = 2,

    /// <summary>Its owner takes nobody for a while; ends on her day, or when she says so.</summary>
    Paused = 4,

    /// <summary>What stands in it comes from no registry, and its owner has not listed it yet; ends when she does.</summary>
    NotYetListed = 8,

    /// <summary>Its owner has closed her account, and the law keeps the record for a while; ends when all of it is erased.</summary>
    Closed = 16,
}
