using System.Runtime.InteropServices;

namespace Rapport.Core.Statistics.Dyads;

/// <summary>A symmetric matrix of two rows: client's side first, therapist's second.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Two(double Client, double Both, double Therapist)
{
    /// <summary>Above 0 where the matrix is positive definite.</summary>
    public double Determinant => (Client * Therapist) - (Both * Both);

    public static Two operator +(Two one, Two other) => new(one.Client + other.Client, one.Both + other.Both, one.Therapist + other.Therapist);

    public static Two operator *(double factor, Two one) => new(factor * one.Client, factor * one.Both, factor * one.Therapist);

    /// <summary>The inverse; infinite where there is none.</summary>
    public Two Inverse()
    {
        var determinant = Determinant;
        return new Two(Therapist / determinant, -Both / determinant, Client / determinant);
    }

    /// <summary>The matrix times a vector.</summary>
    public (double Client, double Therapist) Times((double Client, double Therapist) vector) =>
        ((Client * vector.Client) + (Both * vector.Therapist), (Both * vector.Client) + (Therapist * vector.Therapist));
}

/// <summary>What one therapist's pairs add up to: all that the likelihood needs of them.</summary>
internal sealed class PairSums
{
    /// <summary>Pairs of which both sides have rated.</summary>
    public int Complete { get; private set; }

    /// <summary>The sum of the clients' ratings in complete pairs.</summary>
    public double SumClient { get; private set; }

    /// <summary>The sum of the therapist's ratings in complete pairs.</summary>
    public double SumTherapist { get; private set; }

    /// <summary>Pairs that only the client has rated, and the sum of these ratings.</summary>
    public (int Count, double Sum) ClientOnly { get; private set; }

    /// <summary>Pairs that only the therapist has rated, and the sum of these ratings.</summary>
    public (int Count, double Sum) TherapistOnly { get; private set; }

    /// <summary>Adds a pair; NaN is missing.</summary>
    public void Add(double client, double therapist)
    {
        switch (double.IsNaN(client), double.IsNaN(therapist))
        {
            case (false, false):
                Complete++;
                SumClient += client;
                SumTherapist += therapist;
                break;
            case (false, true):
                ClientOnly = (ClientOnly.Count + 1, ClientOnly.Sum + client);
                break;
            case (true, false):
                TherapistOnly = (TherapistOnly.Count + 1, TherapistOnly.Sum + therapist);
                break;
        }
    }
}
