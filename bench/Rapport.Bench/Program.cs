using Rapport.Bench.Search;

return args switch
{
    ["search", .. var rest] => SearchBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say what to measure: search [--profiles N] [--rounds N] [--alone]");
    return 2;
}
