using Rapport.Bench.Accounts;
using Rapport.Bench.Demo;
using Rapport.Bench.Fit;
using Rapport.Bench.Registry;
using Rapport.Bench.Search;
using Rapport.Bench.Statistics;

return args switch
{
    ["search", .. var rest] => SearchBench.Run(rest),
    ["map"] => MapBench.Run(),
    ["import", .. var rest] => await ImportBench.Run(rest),
    ["demo", .. var rest] => await DemoBench.Run(rest),
    ["fit", .. var rest] => FitBench.Run(rest),
    ["learn"] => LearningBench.Run(),
    ["stats", .. var rest] => StatsBench.Run(rest),
    ["accounts", .. var rest] => await AccountsBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "Say what to measure: search [--profiles N] [--queries N] [--slow N] [--peers lucene,sqlite,duckdb,postgres] [--postgres CONNECTION] · map · import [--rows N] [--postgres CONNECTION] · demo [--profiles N] · stats [--rows N] · fit [--profiles N] · learn · accounts [--profiles N] [--mails N]");
    return 2;
}
