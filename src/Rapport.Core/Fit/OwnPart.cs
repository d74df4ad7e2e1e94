namespace Rapport.Core.Fit;

/// <summary>
/// One therapist's own part. What a release tells of it stands as it was when it was taken over, so that nothing that is shown tells one
/// client's answer.
/// </summary>
/// <param name="Id">Whose.</param>
/// <param name="Clients">How many clients were counted when it was found; never shown.</param>
/// <param name="Used">ũ, in points; 0 where it was withdrawn.</param>
/// <param name="Variance">Of u, in squared points; without end where nothing is told any more: as much as between therapists is left open then.</param>
/// <param name="Covariances">By axis, of u and the axis's weight.</param>
public sealed record OwnPart(long Id, int Clients, double Used, double Variance, IReadOnlyList<double> Covariances)
{
    /// <summary>Whether two numbers of clients are so near to each other that what is told must not change from the one to the other.</summary>
    /// <param name="one">How many there were.</param>
    /// <param name="other">How many there are.</param>
    public static bool IsNear(int one, int other) => Math.Abs(one - other) < TherapistParts.FurtherClients;

    /// <summary>
    /// The part that a release may tell: as in the last release before it that told one of nearly as many clients; the one found now, where
    /// there is none; null, before there are eleven.
    /// </summary>
    /// <param name="released">This therapist's parts in the releases before, the oldest first. All that were ever in force count, so that going
    /// back and learning again tells no more than going on.</param>
    /// <param name="unknown">The variance of a part that nothing is known of: τ².</param>
    public OwnPart? Following(IEnumerable<OwnPart> released, double unknown)
    {
        var told = released.LastOrDefault(one => IsNear(one.Clients, Clients));
        return told is not null ? told with { Variance = Math.Min(told.Variance, unknown) }
            : IsNear(0, Clients) ? null
            : this;
    }

    /// <summary>The same after its release was withdrawn: nothing is told of this therapist before eleven further clients.</summary>
    public OwnPart Withdrawn() => this with { Used = 0, Variance = double.PositiveInfinity, Covariances = new double[StyleAxes.Count] };
}
