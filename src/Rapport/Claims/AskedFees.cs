using System.Globalization;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What each kind of session costs.</summary>
internal sealed class AskedFees(Func<string> label, Func<string> hint) : Asked("fees", label, hint)
{
    public static readonly IReadOnlyList<string> Kinds = ["individual", "couple", "family", "group"];

    private const int LongestMinutes = 480;

    private const decimal MostDollars = 5_000;

    public string From(string kind) => kind == "individual" ? Field : $"fee-{kind}-from";

    public static string To(string kind) => $"fee-{kind}-to";

    public static string Minutes(string kind) => $"fee-{kind}-minutes";

    public override void Fill(Filled form, ProfileFacts facts)
    {
        foreach (var fee in facts.Fees?.Value ?? [])
        {
            form[From(fee.Kind)] = Dollars(fee.FromCents);
            form[To(fee.Kind)] = fee.ToCents == fee.FromCents ? "" : Dollars(fee.ToCents);
            form[Minutes(fee.Kind)] = fee.Minutes.ToString(CultureInfo.InvariantCulture);
        }
    }

    public override string Read(Filled form, ProfileFacts facts, Wrong wrong)
    {
        // First talks and evaluations are told elsewhere, and stay.
        var fees = (facts.Fees?.Value ?? []).Where(fee => !Kinds.Contains(fee.Kind, StringComparer.Ordinal)).ToList();
        foreach (var kind in Kinds)
        {
            if (form[From(kind)].Length == 0 && form[To(kind)].Length == 0)
            {
                // Who takes her price out may leave its minutes standing, and means both.
                var stood = facts.Fees?.Value.FirstOrDefault(fee => fee.Kind == kind)?.Minutes.ToString(CultureInfo.InvariantCulture) ?? "";
                if (form[Minutes(kind)].Length > 0 && form[Minutes(kind)] != stood)
                {
                    wrong(From(kind), TopicProblems.PriceMissing);
                }
                continue;
            }
            var minutes = 50;
            if (form[Minutes(kind)].Length > 0 && !(int.TryParse(form[Minutes(kind)], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes is > 0 and <= LongestMinutes))
            {
                wrong(Minutes(kind), TopicProblems.Minutes(LongestMinutes));
                continue;
            }
            if (Cents(form[From(kind)]) is not { } from)
            {
                wrong(From(kind), TopicProblems.Price(MostDollars));
                continue;
            }
            if ((form[To(kind)].Length > 0 ? Cents(form[To(kind)]) : from) is not { } to)
            {
                wrong(To(kind), TopicProblems.Price(MostDollars));
                continue;
            }
            if (from > to)
            {
                wrong(From(kind), TopicProblems.PriceOrder);
                continue;
            }
            fees.Add(new Fee(kind, from, to, minutes));
        }
        return fees.Count == 0 ? "" : FieldText.PrintList(fees, "; ", FieldText.PrintFee);
    }

    private static int? Cents(string typed) =>
        decimal.TryParse(typed.Replace("$", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= MostDollars
            ? (int)Math.Round(dollars * 100)
            : null;

    private static string Dollars(int cents) => (cents / 100m).ToString(cents % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
