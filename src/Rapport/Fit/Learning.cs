using Rapport.Core.Fit;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Fit;

/// <summary>Learns from check-ins of a file what a next release may stand on.</summary>
internal static class Learning
{
    /// <param name="store">Whose therapists they are of.</param>
    /// <param name="checkIns">What was read.</param>
    /// <param name="confirmed">How all who keep their own page work, as <see cref="StyleCode"/> packs it.</param>
    /// <param name="therapists">Of whom the check-ins are.</param>
    /// <param name="progress">Told how many pairs were learnt from.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<FitCandidate> From(
        Store store, CheckIns checkIns, IEnumerable<ulong> confirmed, KnownTherapists therapists, Action<int> progress, CancellationToken stop)
    {
        Style[] told = [.. confirmed.Where(style => style != 0).Order().Select(StyleCode.Read)];
        // Each client once, as of their first pair.
        Preferences[] wishes = [.. checkIns.Pairs.Select(pair => pair.Preferences).Where(wish => !wish.IsEmpty).Distinct<Preferences>(ReferenceEqualityComparer.Instance)];
        var styles = await therapists.Styles(checkIns.Pairs.Select(pair => pair.Therapist), stop);
        var fit = await Task.Run(() => FitReplay.Learn(FitConstants.Of(wishes, told), checkIns.Pairs, styles, progress, stop), stop);
        return new FitCandidate(store.Now, told.Length, fit);
    }
}
