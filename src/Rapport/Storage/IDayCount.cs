namespace Rapport.Storage;

/// <summary>A count of one day, as it is kept.</summary>
internal interface IDayCount
{
    /// <summary>UTC.</summary>
    DateOnly Day { get; }
}
