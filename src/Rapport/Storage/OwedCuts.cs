namespace Rapport.Storage;

/// <summary>Cuts SQLite's log soon after something was erased while somebody read, as a back-up does, and wipes the gaps of a long file: also where nothing else is written.</summary>
internal sealed class OwedCuts(Store store, ILogger<OwedCuts> log) : RepeatedWork(TimeSpan.FromSeconds(20), "Cutting the log after something was erased", log)
{
    protected override Task Do(CancellationToken stop) => store.CutOwed(stop);
}
