namespace Rapport.Storage;

/// <summary>What is counted in memory until its day is over.</summary>
internal interface IDayCounts<TCount>
    where TCount : class, IDayCount
{
    /// <summary>Takes the counts of the days before one.</summary>
    IReadOnlyList<TCount> TakeBefore(DateOnly day);

    /// <summary>Puts back what was taken and could not be written.</summary>
    void PutBack(IReadOnlyList<TCount> taken);
}
