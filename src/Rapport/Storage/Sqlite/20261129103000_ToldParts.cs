using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Sqlite
{
    /// <inheritdoc />
    public partial class ToldParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "told_parts",
                columns: table => new
                {
                    release = table.Column<int>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    clients = table.Column<int>(type: "INTEGER", nullable: false),
                    used = table.Column<double>(type: "REAL", nullable: false),
                    variance = table.Column<double>(type: "REAL", nullable: true),
                    covariances = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_parts", x => new { x.release, x.profile_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_told_parts_profile_id",
                table: "told_parts",
                column: "profile_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "told_parts");
        }
    }
}
