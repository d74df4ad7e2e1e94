using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Deletes requests to read somebody's file that have ended: when the application starts, and every hour after.</summary>
internal sealed class OpenedFileErasure(OpenedFiles files, ILogger<OpenedFileErasure> log) : RepeatedWork(TimeSpan.FromHours(1), "Erasing requests to read a file that have ended", log)
{
    protected override Task Do(CancellationToken stop) => files.DropEnded(stop);
}
