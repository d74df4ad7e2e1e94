namespace Rapport.Core.Fit.Cities;

/// <summary>A therapist of a simulated city.</summary>
internal sealed class Therapist
{
    private const double Video = 0.15;
    private const double Late = 0.15;
    private const double AxisUnanswered = 0.05;
    private const double Blank = 0.10;
    private const double Liar = 0.20;
    private const double Fake = 0.05;
    private const int MostSlots = 8;

    private readonly int seed;
    private readonly int number;
    private readonly World world;

    public Therapist(World world, int seed, int number)
    {
        (this.world, this.seed, this.number) = (world, seed, number);
        var draws = new Draws(seed, Draws.Purpose.Therapist, number);
        Region = draws.Below(City.Regions);
        IsOnVideo = draws.Is(Video);
        Slots = 1 + draws.Below(MostSlots);
        var joins = draws.Uniform();
        Joins = draws.Is(Late) ? (int)(joins * world.Clients) : 0;
        Own = draws.Normal() * Math.Sqrt(world.TherapistVariance);
        City.Places(world, ref draws, Ways, mean: 0);
        var kind = draws.Uniform();
        HasFakes = draws.Is(Fake) && world.HasFakes;
        var isLiar = draws.Is(Liar) && world.HasLiars;
        var stated = new StyleAnswer[StyleAxes.Count];
        for (var axis = 0; axis < stated.Length; axis++)
        {
            var told = Ways[axis] + (City.Error(world) * draws.Normal());
            var isAnswered = !draws.Is(AxisUnanswered);
            stated[axis] = isLiar ? StyleAnswer.At(axis < City.Liked ? 2 : 0)
                : !isAnswered || (world.HasBlanks && kind < Blank) ? StyleAnswer.None
                : world.HasBlanks && kind < 2 * Blank ? StyleAnswer.Either : StyleAnswer.At(told);
        }

        Stated = new Style(stated);
    }

    public int Region { get; }

    public bool IsOnVideo { get; }

    public int Slots { get; }

    /// <summary>The arrival from which on the therapist is listed.</summary>
    public int Joins { get; }

    public bool HasFakes { get; }

    /// <summary>The true part of the therapist alone.</summary>
    public double Own { get; private set; }

    /// <summary>By axis, how the therapist truly works.</summary>
    public double[] Ways { get; } = new double[StyleAxes.Count];

    public Style Stated { get; }

    public int Taken { get; set; }

    /// <summary>The therapist changes a little.</summary>
    public void Drift(int step)
    {
        const double Stays = 0.9;
        var moves = Math.Sqrt(1 - (Stays * Stays));
        var draws = new Draws(seed, Draws.Purpose.Drift, number, step);
        Own = (Stays * Own) + (moves * Math.Sqrt(world.TherapistVariance) * draws.Normal());
        for (var axis = 0; axis < Ways.Length; axis++)
        {
            Ways[axis] = (Stays * Ways[axis]) + (moves * draws.Normal());
        }
    }
}
