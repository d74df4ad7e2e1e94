namespace Rapport.Core.Fit;

/// <summary>
/// What of a therapist's own part may decide an order. The safeguards: a gate for all, none for whoever told no preference, a limit and
/// three groups in place of an order, a change only after eleven further clients, and one named reason in place of a number.
/// </summary>
public sealed class TherapistParts
{
    /// <summary>A therapist's part changes only after so many further counted clients, so that nobody can tell one client's answer from it.</summary>
    public const int FurtherClients = 11;

    /// <summary>The gate asks for so many therapists with <see cref="ClientsEach"/> counted clients each.</summary>
    public const int FewestTherapists = 30;

    /// <summary>See <see cref="FewestTherapists"/>.</summary>
    public const int ClientsEach = 5;

    private readonly List<double> used = [];
    private readonly List<int> counted = [];
    private readonly List<int> countedThen = [];

    /// <summary>Whether the parts may be used at all.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>A pair of a therapist was counted.</summary>
    public void Count(int therapist)
    {
        while (counted.Count <= therapist)
        {
            used.Add(0);
            counted.Add(0);
            countedThen.Add(0);
        }

        counted[therapist]++;
    }

    /// <summary>How many clients of a therapist were counted.</summary>
    public int Counted(int therapist) => therapist < counted.Count ? counted[therapist] : 0;

    /// <summary>A release: parts with eleven further clients are taken over, and the gate is opened or shut.</summary>
    /// <param name="posterior">What is believed now.</param>
    /// <param name="heldOut">How well pairs were predicted.</param>
    public void Release(FitPosterior posterior, HeldOut heldOut)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(heldOut);
        for (var therapist = 0; therapist < counted.Count; therapist++)
        {
            if (counted[therapist] - countedThen[therapist] >= FurtherClients)
            {
                used[therapist] = posterior.TherapistMean(therapist);
                countedThen[therapist] = counted[therapist];
            }
        }

        IsOpen = heldOut.TherapistsHelp && counted.Count(clients => clients >= ClientsEach) >= FewestTherapists;
    }

    /// <summary>ũ, as it was at the last release that took it over.</summary>
    public double Used(int therapist) => therapist < used.Count ? used[therapist] : 0;

    /// <summary>g: what may decide an order.</summary>
    /// <param name="therapist">The number, from 0.</param>
    /// <param name="hasPreferences">Whether the client told any.</param>
    /// <param name="limit">C, above 0.</param>
    public double Of(int therapist, bool hasPreferences, double limit) => IsOpen && hasPreferences ? GroupOf(Used(therapist), limit) : 0;

    /// <summary>
    /// The nearest of −C, 0 and C: all therapists fall into three groups, and within a group no list, nor any number of lists, can tell one from
    /// another. In the simulated cities this gains as much as the limit alone, within the error.
    /// </summary>
    /// <param name="part">ũ, in points.</param>
    /// <param name="limit">C, above 0.</param>
    public static double GroupOf(double part, double limit) => Math.Abs(part) < limit / 2 ? 0 : Math.CopySign(limit, part);

    /// <summary>C = .175 √(r_c r_t): the standard deviation of the predicted match under the prior.</summary>
    /// <param name="scale">The constants in force.</param>
    public static double LimitOf(FitScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return HowSure.MatchSd * Math.Sqrt(scale.ClientReliability * scale.TherapistReliability);
    }
}
