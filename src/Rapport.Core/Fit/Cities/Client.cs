namespace Rapport.Core.Fit.Cities;

/// <summary>A client of a simulated city.</summary>
internal sealed class Client
{
    private const double AxisSkipped = 0.15;
    private const double NoPreference = 0.10;
    private const double IdentityWish = 0.30;
    private const double LikedMean = 0.5;
    private const double LevelVariance = 0.45;

    public Client(World world, int seed, int number)
    {
        Number = number;
        var draws = new Draws(seed, Draws.Purpose.Client, number);
        Region = draws.Below(City.Regions);
        City.Places(world, ref draws, Wishes, world.HasLiars ? LikedMean : 0);
        Level = Math.Sqrt(LevelVariance) * draws.Normal();
        var tells = !draws.Is(NoPreference);
        HasIdentityWish = draws.Is(IdentityWish) && tells;
        var stated = new Preference?[StyleAxes.Count];
        for (var axis = 0; axis < stated.Length; axis++)
        {
            var weight = draws.Uniform();
            Importance[axis] = weight < 0.25 ? Preference.Little : weight < 0.75 ? Preference.Some : Preference.Lot;
            var told = Wishes[axis] + (City.Error(world) * draws.Normal());
            var isTold = !draws.Is(AxisSkipped) && tells;
            stated[axis] = isTold ? new Preference(told, Importance[axis]) : null;
        }

        Stated = new Preferences(stated);
    }

    public int Number { get; }

    public int Region { get; }

    /// <summary>By axis, what the client truly wishes for.</summary>
    public double[] Wishes { get; } = new double[StyleAxes.Count];

    public double[] Importance { get; } = new double[StyleAxes.Count];

    /// <summary>What the client's level differs by, with whomever.</summary>
    public double Level { get; }

    public bool HasIdentityWish { get; }

    public Preferences Stated { get; }
}
