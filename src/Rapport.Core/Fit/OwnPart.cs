namespace Rapport.Core.Fit;

/// <summary>
/// What is told of one therapist's own part. All of it stands as it was when the part was last taken over, so that nothing that is shown
/// tells one client's answer.
/// </summary>
/// <param name="Id">Whose.</param>
/// <param name="Clients">How many clients are counted now; never shown.</param>
/// <param name="ClientsThen">How many were counted when the part was taken over; 0 while none was.</param>
/// <param name="Used">ũ, in points.</param>
/// <param name="Variance">Of u, in squared points.</param>
/// <param name="Covariances">By axis, of u and the axis's weight.</param>
public sealed record OwnPart(long Id, int Clients, int ClientsThen, double Used, double Variance, IReadOnlyList<double> Covariances)
{
    /// <summary>Whether two numbers of clients are so near to each other that what is told must not change from the one to the other.</summary>
    /// <param name="one">How many there were.</param>
    /// <param name="other">How many there are.</param>
    public static bool IsNear(int one, int other) => Math.Abs(one - other) < TherapistParts.FurtherClients;

    /// <summary>
    /// The part that a release may tell: as in the last release before it that told one of nearly as many clients; the one found now, where
    /// there is none; nothing, before there are eleven.
    /// </summary>
    /// <param name="released">This therapist's parts in the releases before, the oldest first. All that were ever in force count, so that going
    /// back and learning again tells no more than going on.</param>
    /// <param name="unknown">The variance of a part that nothing is known of: τ².</param>
    public OwnPart Following(IEnumerable<OwnPart> released, double unknown)
    {
        var told = released.LastOrDefault(one => one.ClientsThen > 0 && IsNear(one.ClientsThen, Clients));
        return told is not null ? told with { Clients = Clients }
            : IsNear(0, Clients) ? new OwnPart(Id, Clients, 0, 0, unknown, new double[StyleAxes.Count])
            : this;
    }
}
