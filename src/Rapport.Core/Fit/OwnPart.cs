namespace Rapport.Core.Fit;

/// <summary>
/// One therapist's own part. What a release tells of it stands as it was when it was taken over, so that nothing that is shown tells one
/// client's answer.
/// </summary>
/// <param name="Id">Whose.</param>
/// <param name="Clients">How many clients were counted when it was found; never shown. As it is kept, a multiple of eleven: see <see cref="ClientsKept"/>.</param>
/// <param name="Used">ũ, in points; 0 where it was withdrawn.</param>
/// <param name="Variance">Of u, in squared points; without end where nothing is told any more: as much as between therapists is left open then.</param>
/// <param name="Covariances">By axis, of u and the axis's weight.</param>
public sealed record OwnPart(long Id, int Clients, double Used, double Variance, IReadOnlyList<double> Covariances)
{
    /// <summary>
    /// Whether clients are so near to those with whom something was told that it must not change: fewer than eleven more or fewer, whichever of
    /// eleven numbers the kept one stands for.
    /// </summary>
    /// <param name="kept">As it is kept; 0 where nothing was told.</param>
    /// <param name="found">How many there are.</param>
    public static bool IsNear(int kept, int found) => kept == 0 ? found < TherapistParts.FurtherClients
        : found > kept - TherapistParts.FurtherClients && found < kept + (2 * TherapistParts.FurtherClients) - 1;

    /// <summary>The number of clients as it is kept: what eleven have in common, so that two copies of a store seldom tell whose client came between them.</summary>
    public int ClientsKept => Clients / TherapistParts.FurtherClients * TherapistParts.FurtherClients;

    /// <summary>
    /// What a release before told of nearly as many clients, the last of them: as it stands, it is told again. Null where the part found now may be.
    /// </summary>
    /// <param name="released">This therapist's parts in the releases before, the oldest first. All that were ever in force count, so that going
    /// back and learning again tells no more than going on.</param>
    /// <param name="unknown">The variance of a part that nothing is known of: τ².</param>
    public OwnPart? Earlier(IEnumerable<OwnPart> released, double unknown) =>
        released.LastOrDefault(one => IsNear(one.Clients, Clients)) is { } told ? told with { Variance = Math.Min(told.Variance, unknown) } : null;

    /// <summary>The same after its release was withdrawn: nothing is told of this therapist before eleven further clients.</summary>
    public OwnPart Withdrawn() => this with { Used = 0, Variance = double.PositiveInfinity, Covariances = new double[StyleAxes.Count] };
}
