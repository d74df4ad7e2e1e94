namespace Rapport.Core.Search;

/// <summary>
/// The bitmaps of one segment that no search uses just now, all of them clear: a search that touches little of them clears
/// little of them, and allocates none.
/// </summary>
internal sealed class CandidatePool(int size)
{
    // What a few searches at a time need; more are made, and let go, when more come.
    private const int Kept = 48;

    private readonly Candidates?[] free = new Candidates?[Kept];

    public Candidates Rent()
    {
        for (var i = 0; i < free.Length; i++)
        {
            if (free[i] is not null && Interlocked.Exchange(ref free[i], null) is { } kept)
            {
                return kept;
            }
        }

        return new Candidates(size, this);
    }

    public void Return(Candidates candidates)
    {
        for (var i = 0; i < free.Length; i++)
        {
            if (free[i] is null && Interlocked.CompareExchange(ref free[i], candidates, null) is null)
            {
                return;
            }
        }
    }
}
