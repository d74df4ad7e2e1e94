namespace Rapport.Core.Fit;

/// <summary>
/// By what therapists stand in order for a client: the expected difference of the pair, less the price for load, and more for whoever was long
/// out of sight.
/// </summary>
public static class FitOrder
{
    private const double StepsOfPoint = 200;

    // A choice: in the simulated cities few who are open stay out of sight for longer, at a cost that is within the error.
    private const double RaisePerPatience = 0.1;
    private const int Patience = 40;

    /// <summary>
    /// After how many clients in a row without being seen whoever is open stands third for the next, whatever the score: so nobody who was open to
    /// fifty clients stays out of sight. A choice; in the simulated cities the raise alone leaves one in some thousands, and this costs nothing that could be told from none.
    /// </summary>
    public const int LongestUnseen = 46;

    /// <summary>
    /// A weight as an order uses it, in steps of .005 points: a tenth of what it begins with, and far below what is left unknown of it after
    /// thousands of pairs. So few releases, and one client's answers hardly ever, change a list by a weight.
    /// </summary>
    /// <param name="learnt">b̂, in points.</param>
    public static double Weight(double learnt) => Math.Round(learnt * StepsOfPoint, MidpointRounding.AwayFromZero) / StepsOfPoint;

    /// <summary>
    /// What it costs in the order, in points, to have no place left. A choice, not a finding: in the simulated city it keeps the load about as
    /// even as chance does (Gini .25 beside .22), where the same order without safeguards comes to .31.
    /// </summary>
    public const double PriceOfLoad = 0.06;

    /// <summary>The price for load.</summary>
    /// <param name="load">Requests accepted this month.</param>
    /// <param name="slots">How many new people the therapist can take in a month, from 1.</param>
    public static double Price(int load, int slots) => PriceOfLoad * load / slots;

    /// <summary>
    /// What brings whoever is open back into sight, in points: nothing for the first 40 clients in a row, and .1 more for each 40 after them.
    /// It depends on nothing that anybody answered.
    /// </summary>
    /// <param name="unseen">To how many clients in a row the therapist could have been shown, and did not stand among the first three.</param>
    public static double Raise(int unseen) => RaisePerPatience * Math.Max(0, unseen - Patience) / Patience;
}
