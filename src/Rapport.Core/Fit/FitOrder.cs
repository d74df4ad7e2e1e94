namespace Rapport.Core.Fit;

/// <summary>
/// By what therapists stand in order for a client: the expected difference of the pair, less the price for load, and more for whoever was long
/// out of sight.
/// </summary>
public static class FitOrder
{
    private const int StepsOfPoint = 200;

    /// <summary>In what steps a weight is kept and counts, in points.</summary>
    public const double WeightStep = 1d / StepsOfPoint;

    // A choice: in the simulated cities few who are open stay out of sight for longer, at a cost that is within the error.
    private const double RaisePerPatience = 0.1;
    private const int Patience = 40;

    /// <summary>
    /// After how many clients in a row without being seen whoever is open stands third for the next, whatever the score: so nobody who was open to
    /// fifty clients stays out of sight. A choice; in the simulated cities the raise alone leaves one in some thousands, and this costs nothing that could be told from none.
    /// </summary>
    public const int LongestUnseen = 46;

    /// <summary>
    /// A weight in steps of .005 points: a tenth of what it begins with, and far below what is left unknown of it after thousands of pairs. So
    /// few releases, and one client's answers hardly ever, change a list by a weight.
    /// </summary>
    /// <param name="learnt">b̂, in points.</param>
    public static double Kept(double learnt) => Math.Round(learnt * StepsOfPoint, MidpointRounding.AwayFromZero) / StepsOfPoint;

    /// <summary>A weight as an order uses it: in the same steps, and never below 0. What was wished for is not turned round.</summary>
    /// <param name="learnt">b̂, in points.</param>
    public static double Weight(double learnt) => Math.Max(0, Kept(learnt));

    /// <summary>
    /// In an order, scores of one step are equal, in points: nobody could feel less, nor do we know it. Among near equals the lot decides, and no
    /// answer is worth more for a hair.
    /// </summary>
    public const double Step = 0.01;

    /// <summary>A score as an order uses it.</summary>
    /// <param name="points">Of one therapist for a client.</param>
    public static double InSteps(double points) => Math.Round(points / Step, MidpointRounding.AwayFromZero) * Step;

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
