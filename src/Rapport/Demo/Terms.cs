using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>What it costs and who pays: fees that follow region and training, plans that exist in the state.</summary>
internal static class Terms
{
    private const string Dear = "CA NY DC MA WA CT NJ HI MD";
    private const string Cheap = "MS AR WV AL OK KY IA SD ND NE KS PR LA IN TN SC NM WY";

    private static readonly string[] Everywhere = ["aetna", "cigna", "united", "bcbs", "optum", "humana", "carelon", "magellan", "umr", "oscar"];

    private static readonly string[] Besides = ["eap", "tricare", "va", "lyra", "victim-compensation", "workers-comp", "student-plans", "christian-healthcare"];

    // Plans by state; the state's Medicaid, where it has a name of its own, comes last.
    private static readonly Dictionary<string, string[]> ByState = new(StringComparer.Ordinal)
    {
        ["CA"] = ["anthem", "kaiser", "health-net", "molina", "medi-cal"],
        ["NY"] = ["anthem", "emblem", "fidelis", "healthfirst", "oxford", "mvp", "medicaid"],
        ["MA"] = ["harvard-pilgrim", "tufts", "mass-general-brigham", "masshealth"],
        ["CT"] = ["anthem", "connecticare", "oxford", "husky"],
        ["NJ"] = ["horizon", "oxford", "amerihealth", "nj-familycare"],
        ["PA"] = ["highmark", "independence", "upmc", "geisinger", "capital-blue", "medicaid"],
        ["MD"] = ["carefirst", "kaiser", "medicaid"],
        ["DC"] = ["carefirst", "kaiser", "medicaid"],
        ["VA"] = ["anthem", "sentara", "kaiser", "medicaid"],
        ["OH"] = ["anthem", "caresource", "molina", "medicaid"],
        ["FL"] = ["florida-blue", "avmed", "ambetter", "medicaid"],
        ["TX"] = ["ambetter", "amerigroup", "molina", "star"],
        ["WA"] = ["premera", "regence", "kaiser", "molina", "apple-health"],
        ["OR"] = ["providence", "regence", "moda", "pacificsource", "kaiser", "oregon-health-plan"],
        ["CO"] = ["anthem", "kaiser", "health-first-colorado"],
        ["AZ"] = ["health-net", "ambetter", "ahcccs"],
        ["MN"] = ["healthpartners", "medica", "ucare", "medicaid"],
        ["WI"] = ["dean", "quartz", "badgercare"],
        ["MI"] = ["priority-health", "medicaid"],
        ["IA"] = ["wellmark", "medicaid"],
        ["UT"] = ["select-health", "regence", "medicaid"],
        ["ID"] = ["regence", "pacificsource", "select-health", "medicaid"],
        ["HI"] = ["hmsa", "kaiser", "medicaid"],
        ["ME"] = ["anthem", "harvard-pilgrim", "maine-care"],
        ["LA"] = ["ambetter", "healthy-louisiana"],
        ["OK"] = ["soonercare"],
        ["GA"] = ["anthem", "kaiser", "ambetter", "peach-state"],
        ["TN"] = ["ambetter", "tenncare"],
        ["PR"] = ["triple-s", "first-health", "vital"],
        ["IN"] = ["anthem", "caresource", "medicaid"],
        ["KY"] = ["anthem", "caresource", "wellcare", "medicaid"],
    };

    private static readonly string[] Medicaid = ["medicaid"];

    public static IReadOnlyList<InsurancePlan> Insurers(string state, Chance chance)
    {
        var local = ByState.GetValueOrDefault(state, Medicaid);
        var plans = chance.Some(Everywhere, chance.Between(1, 6));
        plans.AddRange(chance.Some(local, chance.Between(0, local.Length)));
        if (chance.Whether(0.35))
        {
            plans.Add("medicare");
        }
        if (chance.Whether(0.4))
        {
            plans.Add(chance.Of(Besides));
        }
        return [.. plans.Select(plan => new InsurancePlan(plan, plan is "aetna" or "bcbs" or "united" && chance.Whether(0.12) ? "PPO" : null))];
    }

    /// <summary>One fee for each kind of session that this person holds.</summary>
    public static IReadOnlyList<Fee> Fees(
        Calling calling, bool prelicensed, string state, double urban, int years, IReadOnlyList<string> who, Chance chance)
    {
        var region = Dear.Contains(state, StringComparison.Ordinal) ? 1.2 : Cheap.Contains(state, StringComparison.Ordinal) ? 0.82 : 1.0;
        var hour = calling.Dollars * region * (0.92 + (0.16 * urban)) * (0.95 + (0.006 * Math.Min(years, 25)))
            * (0.85 + (0.3 * chance.Unit())) * (prelicensed ? 0.55 : 1);
        var fees = new List<Fee>(4);
        foreach (var kind in who)
        {
            fees.Add(kind switch
            {
                "couple" => Of(kind, hour * 1.2, chance.Whether(0.5) ? 75 : 60),
                "family" => Of(kind, hour * 1.2, 60),
                "group" => Of(kind, hour * 0.4, 90),
                _ => Of(kind, hour, calling.Prescribes ? 30 : chance.Whether(0.6) ? 50 : 45),
            });
        }
        if (calling.Prescribes)
        {
            fees.Add(Of("evaluation", hour * 1.6, 60));
        }
        else if (chance.Whether(0.2))
        {
            fees.Add(Of("first", hour * 1.2, 60));
        }
        return fees;

        Fee Of(string kind, double dollars, int minutes)
        {
            var cents = (int)Math.Round(dollars / 5) * 500;
            return new Fee(kind, cents, chance.Whether(0.12) ? cents + 2000 : cents, minutes);
        }
    }

    public static IReadOnlyList<string> Payments(bool insured, Chance chance)
    {
        var ways = new List<string>(6) { chance.Whether(0.9) ? "credit-card" : "check" };
        Perhaps("debit-card", 0.5);
        Perhaps("cash", 0.35);
        Perhaps("hsa-fsa", 0.5);
        Perhaps("payment-app", 0.3);
        Perhaps("bank-transfer", 0.15);
        Perhaps("payment-plan", 0.08);
        Perhaps("pro-bono", 0.05);
        Perhaps("scholarship", 0.03);
        Perhaps("insurance", insured ? 1 : 0);
        Perhaps("out-of-network-bill", insured ? 0.2 : 0.7);
        return ways;

        void Perhaps(string way, double probability)
        {
            if (chance.Whether(probability))
            {
                ways.Add(way);
            }
        }
    }
}
